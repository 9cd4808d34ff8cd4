import {homedir} from 'node:os'
import {fileURLToPath} from 'node:url'
import {complete} from './complete.js'

/**
 * `apigw __complete WORD…`: prints candidates for the last word and ends the process, whatever is still under way.
 * `keepCode` is called between the two.
 */
export async function answerShell(words: readonly string[], root: URL, keepCode: () => void): Promise<void> {
  const at = {cwd: process.cwd(), env: process.env, home: homedir(), nowMs: Date.now()}
  const text = await complete(words, fileURLToPath(root), at).catch(() => '')
  process.stdout.write(text, () => {
    keepCode()
    process.exit()
  })
}
