// Runs command lines of dist/ one after the other on the terminal that it is started on: a process for each would cost
// half a second, and wizards have some hundred prompts. Each line that is typed is a JSON array of words; after the
// command one line tells its exit code, and whether the terminal was given back.
import {createRequire} from 'node:module'
import {createInterface} from 'node:readline/promises'
import {fileURLToPath} from 'node:url'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
const root = new URL('../..', import.meta.url)
const folder = fileURLToPath(new URL('dist', root))
const {start} = createRequire(import.meta.url)('../../dist/start.cjs')
const {main} = start(folder, []).bundle.load('run.cjs')
const keepCode = () => undefined
const exit = process.exit.bind(process)
// `main` ends the process; this one goes on. Each command listens for signals until then.
process.exit = () => undefined
process.setMaxListeners(0)

for (;;) {
  const terminal = createInterface({input: process.stdin, output: process.stdout})
  const line = await terminal.question('#ready\n')
  terminal.close()
  if (line === '') exit(0)
  process.stdout.write('#begin\n')
  process.exitCode = 0
  const words = JSON.parse(line)
  await main(words, root, {from: 'bundle', command: start(folder, words).command, keepCode})
  process.stdout.write(`\n#ended ${process.exitCode} ${process.stdin.isRaw ? 'raw' : 'restored'}\n`)
}
