import {unzipSync} from 'fflate'
import {ApigwError} from '../errors/apigw-error.js'

const mostEntries = 10_000
const mostBytes = 200_000_000

/**
 * The files of a zip by path, folders left out. Throws SDK_ZIP_INVALID for what is no zip, for names that lead out of
 * the folder it is unpacked into, and for more than 10,000 files or 200 MB: what an archive says is not to be trusted.
 */
export function unpackSdk(zip: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [name, content] of Object.entries(unzip(zip))) files.set(name, content)
  if (files.size === 0) throw invalid('It holds no files.')
  return files
}

function unzip(zip: Uint8Array): Record<string, Uint8Array> {
  let entries = 0
  let bytes = 0
  try {
    return unzipSync(zip, {
      filter: ({name, originalSize}) => {
        entries += 1
        bytes += originalSize
        if (entries > mostEntries || bytes > mostBytes) throw invalid('It unpacks to more than 10,000 files or 200 MB.')
        if (name.endsWith('/')) return false
        if (!isInside(name)) throw invalid(`It holds a file ${JSON.stringify(name)}, which leads out of the folder.`)
        return true
      },
    })
  } catch (error) {
    if (error instanceof ApigwError) throw error
    throw invalid(error instanceof Error ? `It is no zip: ${error.message}.` : 'It is no zip.', error)
  }
}

/** Relative, with plain segments: no drive, no backslash, no control characters, nothing that climbs. */
function isInside(name: string): boolean {
  if (name === '' || name.length > 1024 || /[\\:\p{C}]/u.test(name)) return false
  return name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

function invalid(why: string, cause?: unknown): ApigwError {
  const what = 'The SDK that was answered cannot be unpacked; nothing was written.'
  return new ApigwError({code: 'SDK_ZIP_INVALID', exit: 'failure', what, why, fix: 'Try again, or ask AWS.'}, {cause})
}
