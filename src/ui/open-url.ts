import {spawn} from 'node:child_process'

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens a page in the user's browser. Answers whether a program for that was found; what it does is not waited for. */
export function openUrl(url: string): Promise<boolean> {
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const opener = spawn(command, [...args, url], {detached: true, stdio: 'ignore'})
    opener.once('error', () => resolve(false))
    opener.once('spawn', () => {
      opener.unref()
      resolve(true)
    })
  })
}
