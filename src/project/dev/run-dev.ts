import {DevSession} from './dev-session.js'
import type {DevOptions} from './dev-session.js'
import {openGateway} from '../local/open-gateway.js'
import type {ServeOptions} from '../local/serve-gateway.js'
import {whenAborted} from '../when-aborted.js'

export type RunDevOptions = Omit<DevOptions, 'gateway' | 'onLost' | 'open'> & {
  serve: ServeOptions & {stateDirectory: string}
  open: () => Promise<Omit<Awaited<ReturnType<DevOptions['open']>>, 'gateway'>>
  /** Ends the session. */
  signal: AbortSignal
  /** Listens to the user; answers how to stop listening. */
  listen: (session: DevSession, quit: () => void) => () => void
  /** After the first deploy; `startedHere` when the gateway ends with the session. */
  onReady: (ready: {startedHere: boolean; url: string | undefined}) => void
}

/** A whole session of `apigw dev`, from the gateway's start to its end. Answers where the API was served. */
export async function runDev(options: RunDevOptions): Promise<string | undefined> {
  const {serve, open, signal, listen, onReady, ...rest} = options
  const {gateway, startedHere, close} = await openGateway(serve)
  const over = new AbortController()
  const quit = () => over.abort()
  const session = new DevSession({
    ...rest,
    gateway,
    open: async () => ({...(await open()), gateway}),
    onLost: quit,
  })
  const release = listen(session, quit)
  try {
    await session.start()
    onReady({startedHere, url: session.url})
    await whenAborted(AbortSignal.any([signal, over.signal]))
  } finally {
    release()
    await session.close()
    await close()
  }
  return session.url
}
