import {createHash} from 'node:crypto'
import {closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync} from 'node:fs'
import {readdirSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'

/** What V8 made of scripts, by the script's file. */
export type CompiledCode = ReadonlyMap<string, Uint8Array>

type Environment = Readonly<Record<string, string | undefined>>

/** A file is this, a SHA-256 of all behind it, the length of the list as four bytes, the list, and the code. */
const magic = Buffer.from('apigwv8\n')
const hashBytes = 32
const headBytes = magic.length + hashBytes + 4

/** V8 copies code that does not begin at a multiple of this. */
const alignment = 8

const maxFileBytes = 16_000_000
const maxFolderBytes = 64_000_000

/**
 * Where compiled code is kept: a folder of the user's cache. Undefined when NODE_DISABLE_COMPILE_CACHE, Node.js's own
 * switch, is set. Throws what os.homedir() throws for a user without a home.
 */
export function codeCacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined
  const own = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME
  return join(own || join(homedir(), '.cache'), 'apigw', 'code')
}

/**
 * The code in a file that writeCode made; empty when there is none, when anyone else could have written it, or when it is
 * damaged. Compiled code is run as it is, and V8 neither doubts nor checks it: hence the owner, and hence the hash.
 */
export function readCode(file: string): CompiledCode {
  const content = readOwn(file)
  if (content === undefined || content.length < headBytes || !content.subarray(0, magic.length).equals(magic)) {
    return new Map()
  }
  const hash = content.subarray(magic.length, magic.length + hashBytes)
  const hashed = content.subarray(magic.length + hashBytes)
  return hashOf(hashed).equals(hash) ? unpack(content) : new Map()
}

/**
 * Keeps code for the next run, whole or not at all, and drops the oldest files when the folder grows beyond its limit.
 * Does nothing in a folder that is not the user's alone. Throws errors of the file system, such as a full disk.
 */
export function writeCode(folder: string, name: string, code: CompiledCode): void {
  mkdirSync(folder, {recursive: true, mode: 0o700})
  const packed = pack(code)
  if (!isOwnFolder(folder) || packed.length > maxFileBytes) return
  const temporary = join(folder, `${name}.${process.pid}.new`)
  try {
    writeFileSync(temporary, packed, {flag: 'wx', mode: 0o600})
    renameSync(temporary, join(folder, name))
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  }
  dropOldest(folder, name)
}

function pack(code: CompiledCode): Buffer {
  const list = Buffer.from(JSON.stringify([...code].map(([file, bytes]) => [file, bytes.length])))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(list.length)
  const parts = [list, padding(headBytes + list.length)]
  for (const bytes of code.values()) parts.push(Buffer.from(bytes), padding(bytes.length))
  const hashed = Buffer.concat([length, ...parts])
  return Buffer.concat([magic, hashOf(hashed), hashed])
}

/** Its hash was right: the content is what pack made of it. */
function unpack(content: Buffer): CompiledCode {
  const listEnd = headBytes + content.readUInt32LE(headBytes - 4)
  const list = JSON.parse(content.toString('utf8', headBytes, listEnd)) as [file: string, length: number][]
  const code = new Map<string, Uint8Array>()
  let offset = aligned(listEnd)
  for (const [file, length] of list) {
    code.set(file, content.subarray(offset, offset + length))
    offset = aligned(offset + length)
  }
  return code
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment
}

function padding(length: number): Buffer {
  return Buffer.alloc(aligned(length) - length)
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Looks at the open file, not at its name: what a name leads to could change between the look and the reading. */
function readOwn(file: string): Buffer | undefined {
  let descriptor: number
  try {
    // Windows has no O_NOFOLLOW, which leaves the number as it is, and no other user's files in this folder.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch {
    return undefined
  }
  try {
    const stats = fstatSync(descriptor)
    const isFit = stats.isFile() && stats.size <= maxFileBytes && isOwn(stats)
    return isFit ? readFileSync(descriptor) : undefined
  } finally {
    closeSync(descriptor)
  }
}

function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder)
  return stats.isDirectory() && isOwn(stats)
}

/** Nobody but the user may read or write it. On Windows the folder's access list sees to that. */
function isOwn({uid, mode}: {uid: number; mode: number}): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0)
}

function dropOldest(folder: string, kept: string): void {
  const files = readdirSync(folder)
    .filter((name) => name !== kept)
    .map((name) => ({file: join(folder, name), stats: statSync(join(folder, name), {throwIfNoEntry: false})}))
    .flatMap(({file, stats}) => (stats === undefined ? [] : [{file, size: stats.size, writtenMs: stats.mtimeMs}]))
    .sort((one, other) => other.writtenMs - one.writtenMs)
  let total = statSync(join(folder, kept)).size
  for (const {file, size} of files) {
    total += size
    if (total > maxFolderBytes) rmSync(file, {force: true})
  }
}
