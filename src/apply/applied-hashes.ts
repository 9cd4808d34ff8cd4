import {open, readdir} from 'node:fs/promises'
import {join} from 'node:path'

/** Enough to know the last ones; journals of AWS are kept for ever. */
const newest = 20
/** A journal begins with one short line. */
const firstLineBytes = 4096

/** Content hashes of the definitions that the latest journals of a folder are about; none where there is no folder. */
export async function appliedHashes(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(nothingThere)
  const recent = files
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .slice(-newest)
  const hashes = await Promise.all(recent.map((file) => hashIn(join(folder, file))))
  return hashes.filter((hash) => hash !== undefined)
}

function nothingThere(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

/** Undefined for a file that is no journal, or one whose first line a crash cut off. */
async function hashIn(file: string): Promise<string | undefined> {
  const handle = await open(file)
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(firstLineBytes), 0, firstLineBytes, 0)
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n')
    return /"contentHash":"([0-9a-f]{64})"/.exec(line)?.[1]
  } finally {
    await handle.close()
  }
}
