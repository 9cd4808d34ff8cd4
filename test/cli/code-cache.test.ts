import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync} from 'node:fs'
import {truncateSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeEach, test} from 'vitest'
import {codeCacheFolder, readCode, writeCode} from '../../src/cli/code-cache.js'

const home = mkdtempSync(join(tmpdir(), 'apigw-code-cache-'))
const folder = join(home, 'apigw/code')
const file = join(folder, 'list')
const code = new Map([
  ['run.cjs', Buffer.from('some code')],
  ['commands/api/list.cjs', Buffer.from('other code, longer')],
  ['empty.cjs', Buffer.alloc(0)],
])

beforeEach(() => {
  rmSync(join(home, 'apigw'), {recursive: true, force: true})
  writeCode(folder, 'list', code)
})

afterAll(() => rmSync(home, {recursive: true, force: true}))

function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}

function readable(path = file): [string, string][] {
  return [...readCode(path)].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])
}

const whole = [...code].map(([name, bytes]) => [name, bytes.toString()])

test('code is read as it was written, aligned for V8, and only its user can read or write it', () => {
  assert.deepEqual(readable(), whole)
  assert.deepEqual(
    [...readCode(file).values()].map((bytes) => bytes.byteOffset % 8),
    [0, 0, 0],
  )
  assert.deepEqual([modeOf(folder), modeOf(file)], [0o700, 0o600])
  assert.deepEqual(readdirSync(folder), ['list'])
})

const refused: {name: string; spoil: () => void}[] = [
  {name: 'that does not exist', spoil: () => rmSync(file)},
  {name: 'that others may write', spoil: () => chmodSync(file, 0o622)},
  {name: 'that others may read', spoil: () => chmodSync(file, 0o604)},
  {name: 'that is cut off', spoil: () => truncateSync(file, statSync(file).size - 1)},
  {name: 'that is empty', spoil: () => truncateSync(file, 0)},
  {name: 'that is too large', spoil: () => truncateSync(file, 16_000_001)},
  {name: 'of another format', spoil: () => flip(0)},
  {name: 'with a damaged hash', spoil: () => flip(20)},
  {name: 'with a damaged list', spoil: () => flip(50)},
  {name: 'with damaged code', spoil: () => flip(statSync(file).size - 10)},
  {
    name: 'that is a link',
    spoil: () => {
      writeCode(folder, 'other', code)
      rmSync(file)
      symlinkSync(join(folder, 'other'), file)
    },
  },
  {
    name: 'that is a folder',
    spoil: () => {
      rmSync(file)
      mkdirSync(file, {mode: 0o700})
    },
  },
]

function flip(position: number): void {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(position) ^ 0xff, position)
  writeFileSync(file, bytes)
}

for (const {name, spoil} of refused) {
  test(`no code is taken from a file ${name}`, () => {
    spoil()
    assert.deepEqual(readable(), [])
  })
}

test('nothing is written into a folder that others may use', () => {
  chmodSync(folder, 0o755)
  writeCode(folder, 'next', code)
  assert.deepEqual(readdirSync(folder), ['list'])
})

test('nothing is written through a link in place of the folder', () => {
  const elsewhere = join(home, 'apigw/elsewhere')
  mkdirSync(elsewhere, {mode: 0o700})
  rmSync(folder, {recursive: true})
  symlinkSync(elsewhere, folder)
  writeCode(folder, 'next', code)
  assert.deepEqual(readdirSync(elsewhere), [])
})

test('beyond 64 MB the files written longest ago are dropped, beyond 16 MB nothing is kept', () => {
  const large = new Map([['run.cjs', Buffer.alloc(15_900_000)]])
  const names = ['first', 'second', 'third', 'fourth']
  names.forEach((name, index) => {
    writeCode(folder, name, large)
    utimesSync(join(folder, name), index, index)
  })
  utimesSync(file, 10, 10)
  writeCode(folder, 'fifth', large)
  writeCode(folder, 'too-large', new Map([['run.cjs', Buffer.alloc(16_000_000)]]))
  assert.deepEqual(readdirSync(folder).sort(), ['fifth', 'fourth', 'list', 'second', 'third'])
})

const folders = [
  {env: {XDG_CACHE_HOME: '/caches'}, platform: 'linux', expected: '/caches/apigw/code'},
  {env: {LOCALAPPDATA: '/local'}, platform: 'win32', expected: '/local/apigw/code'},
  {env: {XDG_CACHE_HOME: '/caches', NODE_DISABLE_COMPILE_CACHE: '1'}, platform: 'linux', expected: undefined},
] as const

for (const {env, platform, expected} of folders) {
  test(`with ${JSON.stringify(env)} on ${platform} code is kept in ${expected ?? 'no folder'}`, () => {
    assert.equal(codeCacheFolder(env, platform), expected)
  })
}
