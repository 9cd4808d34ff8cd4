import {listenToKeys} from './keys.js'
import type {KeyInput} from './keys.js'
import {openUrl} from './open-url.js'

/** What the keys of `apigw dev` do. `page` is undefined as long as nothing is served, and for WebSocket APIs. */
export type DevActions = {
  reload: () => Promise<void>
  page: () => string | undefined
  quit: () => void
  say: (line: string) => void
}

export const devKeysHelp = 'r deploy again   o open in the browser   h help   q quit'

/** Listens to the keys of `apigw dev`; answers a function that gives the terminal back. */
export function listenToDevKeys(input: KeyInput, actions: DevActions): () => void {
  const keys: Readonly<Record<string, () => void>> = {
    r: () => void actions.reload(),
    o: () => void open(actions),
    h: () => actions.say(devKeysHelp),
    q: actions.quit,
    interrupt: actions.quit,
  }
  return listenToKeys(input, (key) => keys[key.length === 1 ? key.toLowerCase() : key]?.())
}

async function open({page, say}: DevActions): Promise<void> {
  const address = page()
  if (address === undefined) say('There is no page to show.')
  else if (!(await openUrl(address))) say(`No browser was found. The address is ${address}`)
}
