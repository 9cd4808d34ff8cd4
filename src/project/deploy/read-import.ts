import {ApigwError} from '../../errors/apigw-error.js'
import {readWord} from '../read-word.js'

/** A file of 10,000 keys, the most that an account has, stays below. */
const largestBytes = 4 * 1024 * 1024

/** The text of a file of API keys, or of stdin for `-`. Throws INPUT_UNREADABLE. */
export async function readImport(file: string, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    return Buffer.from(await readWord(file === '-' ? '-' : `@${file}`, stdin, largestBytes)).toString('utf8')
  } catch (error) {
    throw new ApigwError(
      {
        code: 'INPUT_UNREADABLE',
        exit: 'usage',
        what: `The keys cannot be read from ${file === '-' ? 'stdin' : file}.`,
        why: error instanceof Error ? `${error.message}.` : String(error),
        fix: 'Name a file that is there and readable, of 4 MiB at most.',
      },
      {cause: error},
    )
  }
}
