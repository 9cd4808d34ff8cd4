/** The floor of proxying: bare node:http in front of one undici pool. Prints its port, ends with its parent. */
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Pool} from 'undici'

const pool = new Pool(process.argv[2] ?? '', {connections: 64})
const server = createServer((request, response) => {
  request.resume()
  void pool.request({path: '/', method: 'GET'}).then(async (answer) => {
    const body = Buffer.from(await answer.body.arrayBuffer())
    response.writeHead(answer.statusCode, {'content-type': 'application/json', 'content-length': body.length})
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
