import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, test} from 'vitest'
import {Bundle} from '../../src/cli/bundle.js'

const folder = mkdtempSync(join(tmpdir(), 'apigw-bundle-'))
const files: Record<string, string> = {
  'run.cjs': 'exports.run = () => require("./commands/list.cjs").list() + require("node:path").sep',
  'commands/list.cjs': 'exports.list = () => require("../run.cjs").word ?? __filename',
  'first.cjs': 'module.exports = {value: () => 1}; exports.second = require("./second.cjs").read()',
  'second.cjs': 'const first = require("./first.cjs"); exports.read = () => first.value()',
  'broken.cjs': 'globalThis.apigwTimes = (globalThis.apigwTimes ?? 0) + 1; throw new Error("broken")',
  'outside.cjs': 'exports.load = (name) => require(name)',
  'native-import.cjs': 'exports.load = (name) => import(name)',
  'importing.cjs': 'exports.load = require("./native-import.cjs").load',
}
mkdirSync(join(folder, 'commands'))
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)

afterAll(() => rmSync(folder, {recursive: true, force: true}))

function call(bundle: Bundle, file: string, name: string, ...values: string[]): unknown {
  const called = bundle.load(file)[name]
  assert.ok(typeof called === 'function')
  return Reflect.apply(called, undefined, values)
}

test('a file requires others of the bundle by their place, and modules of Node.js', () => {
  assert.equal(call(new Bundle(folder, new Map()), 'run.cjs', 'run'), `${join(folder, 'commands/list.cjs')}/`)
})

test('files that require each other see what the other has exported so far', () => {
  assert.equal(call(new Bundle(folder, new Map()), 'first.cjs', 'value'), 1)
})

test('a file that fails fails again when it is asked for again', () => {
  const bundle = new Bundle(folder, new Map())
  assert.throws(() => bundle.load('broken.cjs'), /^Error: broken$/)
  assert.throws(() => bundle.load('broken.cjs'), /^Error: broken$/)
  assert.equal(Reflect.get(globalThis, 'apigwTimes'), 2)
})

test('what does not exist is told as Node.js tells it: packages try for what may be missing', () => {
  const bundle = new Bundle(folder, new Map())
  assert.throws(() => call(bundle, 'outside.cjs', 'load', 'no-such-package'), {code: 'MODULE_NOT_FOUND'})
})

test('code that was kept is not compiled again', async () => {
  const first = new Bundle(folder, new Map())
  call(first, 'run.cjs', 'run')
  const second = new Bundle(folder, first.code())
  call(second, 'run.cjs', 'run')
  assert.deepEqual([first.compiled, second.compiled], [2, 0])
  const importing = new Bundle(folder, new Map())
  await call(importing, 'importing.cjs', 'load', 'node:fs')
  const third = new Bundle(folder, importing.code())
  const imported = await call(third, 'importing.cjs', 'load', 'node:fs')
  assert.ok(typeof imported === 'object' && imported !== null && 'readFileSync' in imported)
  assert.equal(third.compiled, 0)
  assert.deepEqual([...third.code().keys()], ['importing.cjs'])
})

test('kept code that was released makes no reason to keep code again', () => {
  const first = new Bundle(folder, new Map())
  call(first, 'run.cjs', 'run')
  const second = new Bundle(folder, first.code())
  second.load('run.cjs')
  second.releaseKept()
  call(second, 'run.cjs', 'run')
  assert.equal(second.compiled, 0)
})

test('code that is none, or of a file that has changed, is made anew', () => {
  writeFileSync(join(folder, 'changing.cjs'), 'exports.word = () => "first"')
  const first = new Bundle(folder, new Map([['changing.cjs', Buffer.from('nonsense')]]))
  assert.deepEqual([call(first, 'changing.cjs', 'word'), first.compiled], ['first', 1])
  writeFileSync(join(folder, 'changing.cjs'), 'exports.word = () => "changed"')
  const second = new Bundle(folder, first.code())
  assert.deepEqual([call(second, 'changing.cjs', 'word'), second.compiled], ['changed', 1])
})
