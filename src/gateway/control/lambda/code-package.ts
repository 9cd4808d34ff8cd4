import {createHash} from 'node:crypto'
import {access, mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {setImmediate as nextTurn} from 'node:timers/promises'
import {Unzip, UnzipInflate} from 'fflate'
import {ServiceError} from '../service-error.js'

export type CodePackage = {directory: string; codeSha256: string; codeSizeBytes: number}

/** Lambda's own limit of unpacked code, and one for the number of files that a folder gets at a time. */
const unpackedLimitBytes = 262_144_000
const fileLimit = 10_000
/** A piece unpacks to at most a thousand times its size, so what is in memory stays bounded between two checks. */
const pieceBytes = 16 * 1024

/**
 * Unpacks a zip into a folder below `parent` that is named by the zip's hash; the folder appears whole or not at all.
 * Refuses what is no zip, is too large unpacked, or names files outside of the folder. Links are written as plain files.
 */
export async function unpackCode(zip: Buffer, parent: string): Promise<CodePackage> {
  const hash = createHash('sha256').update(zip)
  const codeSha256 = hash.copy().digest('base64')
  const directory = join(parent, hash.digest('hex'))
  const result = {directory, codeSha256, codeSizeBytes: zip.length}
  if (await exists(directory)) return result
  const files = await readZip(zip)
  const draft = await mkdtemp(`${directory}.`)
  try {
    for (const [name, content] of files) await writeCode(join(draft, name), content)
    await rename(draft, directory)
  } catch (error) {
    await rm(draft, {recursive: true, force: true})
    // Another call has unpacked the same zip meanwhile.
    if (!(await exists(directory))) throw error
  }
  return result
}

async function readZip(zip: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer[]>()
  let total = 0
  const unzip = new Unzip((file) => {
    if (file.name.endsWith('/')) return
    const name = safeName(file.name)
    if (files.size >= fileLimit) throw refuse(`The zip holds more than ${fileLimit} files.`)
    const pieces: Buffer[] = []
    files.set(name, pieces)
    file.ondata = (error, data) => {
      if (error !== null) throw error
      total += data.length
      if (total > unpackedLimitBytes) throw refuse(`Unzipped size must be smaller than ${unpackedLimitBytes} bytes`)
      pieces.push(Buffer.from(data))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let start = 0; start < zip.length; start += pieceBytes) {
      unzip.push(zip.subarray(start, start + pieceBytes), start + pieceBytes >= zip.length)
      // Others are answered while a large zip is read.
      await nextTurn()
    }
  } catch (error) {
    throw error instanceof ServiceError ? error : unreadable(error)
  }
  if (files.size === 0) throw unreadable()
  return new Map([...files].map(([name, pieces]) => [name, Buffer.concat(pieces)]))
}

/** The entry's name, when it stays below the folder on every system. */
function safeName(name: string): string {
  const parts = name.split('/')
  const isSafe = !/[\\\0:]/.test(name) && parts.every((part) => part !== '' && part !== '.' && part !== '..')
  if (isSafe && name.length <= 1024) return name
  throw refuse(`The zip names a file outside of its folder: ${JSON.stringify(name.slice(0, 200))}.`)
}

async function writeCode(file: string, content: Buffer): Promise<void> {
  await mkdir(dirname(file), {recursive: true})
  // `bootstrap` of a provided runtime is run as a program.
  await writeFile(file, content, {mode: 0o755, flag: 'wx'})
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

function unreadable(cause?: unknown): ServiceError {
  const message = 'Could not unzip uploaded file. Please check your file, then try to upload again.'
  return new ServiceError('InvalidParameterValueException', message, {}, {cause})
}

function refuse(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message)
}
