import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {createInterface} from 'node:readline'
import {WebSocket} from 'ws'

/** Chromium on this machine; undefined where there is none. */
export const browserProgram = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => existsSync(file))

/** A page of a browser without a window, driven by Chromium's DevTools protocol. */
export type BrowserPage = {
  open: (url: string) => Promise<void>
  /** Value of an expression in the page; promises are waited for, errors thrown. */
  evaluate: (expression: string) => Promise<unknown>
  /** How wide the window is, in pixels, and whether its user prefers dark or light pages. */
  view: (view: {width: number; height: number; scheme: 'dark' | 'light'}) => Promise<void>
  /** PNG of what is seen. */
  screenshot: () => Promise<Buffer>
  close: () => Promise<void>
}

/** Starts a browser with one empty page. */
export async function openBrowser(program: string): Promise<BrowserPage> {
  const profile = await mkdtemp(join(tmpdir(), 'apigw-browser-'))
  const browser = spawn(
    program,
    ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    {stdio: ['ignore', 'ignore', 'pipe']},
  )
  const ended = once(browser, 'close')
  const devTools = await DevTools.connect(await addressOf(browser.stderr))
  const {targetId} = await devTools.send<{targetId: string}>('Target.createTarget', {url: 'about:blank'})
  const {sessionId} = await devTools.send<{sessionId: string}>('Target.attachToTarget', {targetId, flatten: true})
  await devTools.send('Page.enable', {}, sessionId)
  return {
    async open(url) {
      const loaded = devTools.event('Page.loadEventFired')
      await devTools.send('Page.navigate', {url}, sessionId)
      await loaded
    },
    async evaluate(expression) {
      const parameters = {expression, awaitPromise: true, returnByValue: true}
      const {result, exceptionDetails} = await devTools.send<Evaluated>('Runtime.evaluate', parameters, sessionId)
      if (exceptionDetails !== undefined) throw new Error(result.description ?? exceptionDetails.text)
      return result.value
    },
    async view({width, height, scheme}) {
      const metrics = {width, height, deviceScaleFactor: 1, mobile: false}
      await devTools.send('Emulation.setDeviceMetricsOverride', metrics, sessionId)
      const features = [{name: 'prefers-color-scheme', value: scheme}]
      await devTools.send('Emulation.setEmulatedMedia', {features}, sessionId)
    },
    async screenshot() {
      const {data} = await devTools.send<{data: string}>('Page.captureScreenshot', {format: 'png'}, sessionId)
      return Buffer.from(data, 'base64')
    },
    async close() {
      devTools.close()
      browser.kill('SIGKILL')
      await ended
      await rm(profile, {recursive: true, force: true, maxRetries: 5})
    },
  }
}

type Evaluated = {result: {value?: unknown; description?: string}; exceptionDetails?: {text: string}}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({input: stderr})) {
    const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? []
    if (address !== undefined) {
      stderr.resume()
      return address
    }
  }
  throw new Error('The browser ended before it listened.')
}

type Message = {id?: number; method?: string; result?: object; error?: {message: string}}

class DevTools {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (message: Message) => void>()
  readonly #events = new Map<string, () => void>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message)
      else this.#events.get(message.method ?? '')?.()
    })
  }

  static async connect(address: string): Promise<DevTools> {
    const socket = new WebSocket(address)
    await once(socket, 'open')
    return new DevTools(socket)
  }

  async send<Result>(method: string, parameters: object, sessionId?: string): Promise<Result> {
    const id = ++this.#lastId
    const answered = new Promise<Message>((resolve) => this.#waiting.set(id, resolve))
    this.#socket.send(JSON.stringify({id, method, params: parameters, ...(sessionId !== undefined && {sessionId})}))
    const {result, error} = await answered
    this.#waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result as Result
  }

  /** The next event of this name. */
  event(method: string): Promise<void> {
    return new Promise((resolve) => this.#events.set(method, resolve))
  }

  close(): void {
    this.#socket.terminate()
  }
}
