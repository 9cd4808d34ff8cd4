import {once} from 'node:events'
import {connect} from 'node:net'
import {startGateway} from '../../src/gateway/server.js'
import type {Gateway} from '../../src/gateway/server.js'
import {apiId, deployApi, mocking} from '../../test/gateway/data/websocket/websocket-records.js'

const upgrade = [
  `GET /execute-api/${apiId}/prod HTTP/1.1`,
  'Host: 127.0.0.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  '\r\n',
].join('\r\n')

/** A gateway that is started for the first frames; what it takes for its own defect is thrown by the read after it. */
export class FrameReader {
  #gateway: Promise<Gateway> | undefined
  #defect: Error | undefined

  /** One client that sends these bytes, a character for each, and leaves; ends when the gateway has let it go. */
  async read(text: string): Promise<void> {
    this.#gateway ??= this.#start()
    const {port} = await this.#gateway
    const client = connect(port, '127.0.0.1')
    client.on('error', () => undefined)
    const gone = once(client, 'close')
    client.write(upgrade)
    const [first] = (await once(client, 'data')) as [Buffer]
    if (!first.toString('latin1').startsWith('HTTP/1.1 101 ')) throw new Error(first.toString('latin1'))
    client.resume()
    client.end(Buffer.from(text, 'latin1'))
    await gone
    if (this.#defect !== undefined) throw this.#defect
  }

  async close(): Promise<void> {
    await (await this.#gateway)?.close()
  }

  async #start(): Promise<Gateway> {
    const onDefect = (cause: unknown) => void (this.#defect = new Error(String(cause), {cause}))
    const gateway = await startGateway({port: 0, version: 'fuzz', onDefect})
    deployApi(gateway.store, {routes: {$default: mocking('$input.body'), say: mocking('said')}})
    return gateway
  }
}
