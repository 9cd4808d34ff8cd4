import assert from 'node:assert/strict'
import {mkdtempSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import Database from 'libsql'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {Store} from '../../../src/gateway/store/store.js'

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'apigw-store-')), 'state', 'state.sqlite')
}

function setting(value: string): {value: string} {
  return {value}
}

test('what a transaction wrote is there after reopening, in the order it was added', () => {
  const file = newFile()
  const store = Store.open(file)
  store.transaction(() => {
    for (const name of ['c', 'a', 'b']) store.put('setting', [name], setting(name))
  })
  store.transaction(() => {
    store.put('setting', ['c'], setting('changed'))
    store.delete('setting', ['a'])
    store.put('setting', ['a'], setting('again'))
  })
  const expected = ['changed', 'b', 'again'].map(setting)
  assert.deepEqual(store.list('setting', []), expected)
  store.close()
  const reopened = Store.open(file)
  assert.deepEqual(reopened.list('setting', []), expected)
  reopened.close()
})

test('a throw leaves memory and disk as they were, order included', () => {
  const file = newFile()
  const store = Store.open(file)
  store.transaction(() => {
    for (const name of ['a', 'b']) store.put('setting', [name], setting(name))
  })
  const version = store.version
  assert.throws(() =>
    store.transaction(() => {
      store.delete('setting', ['a'])
      store.put('setting', ['a'], setting('moved'))
      store.put('setting', ['new'], setting('new'))
      throw new Error('refused')
    }),
  )
  assert.deepEqual(store.list('setting', []), [setting('a'), setting('b')])
  assert.equal(store.version, version)
  store.close()
  assert.deepEqual(Store.open(file).list('setting', []), [setting('a'), setting('b')])
})

test('nested transactions join the outer one', () => {
  const store = Store.open()
  assert.throws(() =>
    store.transaction(() => {
      store.transaction(() => store.put('setting', ['a'], setting('a')))
      throw new Error('refused')
    }),
  )
  assert.deepEqual(store.list('setting', []), [])
})

test('writing outside a transaction is refused', () => {
  const store = Store.open()
  assert.throws(() => store.put('setting', ['a'], setting('a')), /only inside a transaction/)
  assert.throws(() => store.delete('setting', ['a']), /only inside a transaction/)
})

test('a commit that fails is taken back in memory', () => {
  const file = newFile()
  const store = Store.open(file)
  const other = new Database(file)
  store.transaction(() => store.put('setting', ['a'], setting('a')))
  other.exec('DROP TABLE record')
  assert.throws(() => store.transaction(() => store.put('setting', ['b'], setting('b'))))
  assert.deepEqual(store.list('setting', []), [setting('a')])
})

test('only transactions that write count as a new version', () => {
  const store = Store.open()
  store.transaction(() => store.get('setting', ['a']))
  assert.equal(store.version, 0)
  store.transaction(() => store.put('setting', ['a'], setting('a')))
  assert.equal(store.version, 1)
})

test('clear removes every record', () => {
  const file = newFile()
  const store = Store.open(file)
  store.transaction(() => {
    store.put('setting', ['a'], setting('a'))
    store.put('functionPermission', ['1', 'r', 'f', 's'], {sid: 's', action: 'a', principal: 'p'})
  })
  store.transaction(() => store.clear())
  store.close()
  const reopened = Store.open(file)
  assert.deepEqual([reopened.list('setting', []), reopened.list('functionPermission', ['1', 'r', 'f'])], [[], []])
})

test('a record that is deleted and put again comes last, live and after reopening', () => {
  const file = newFile()
  const store = Store.open(file)
  store.transaction(() => store.put('setting', ['a'], setting('a')))
  store.transaction(() => {
    store.delete('setting', ['a'])
    store.put('setting', ['b'], setting('b'))
    store.put('setting', ['a'], setting('a'))
  })
  const live = store.list('setting', [])
  store.close()
  const reopened = Store.open(file).list('setting', [])
  assert.deepEqual(
    [live, reopened],
    [
      [setting('b'), setting('a')],
      [setting('b'), setting('a')],
    ],
  )
})

test('any sequence of transactions reads back like a plain map, live and after reopening', () => {
  const key = fc.constantFrom('a', 'b', '["', '"]')
  const write = fc.record({parent: key, name: key, value: fc.option(fc.string(), {nil: undefined})})
  const transaction = fc.record({writes: fc.array(write, {maxLength: 6}), fails: fc.boolean()})
  fc.assert(
    fc.property(fc.array(transaction, {maxLength: 8}), (transactions) => {
      const file = newFile()
      const store = Store.open(file)
      let expected = new Map<string, string>()
      for (const {writes, fails} of transactions) {
        const next = new Map(expected)
        const run = (): void => {
          store.transaction(() => {
            for (const {parent, name, value} of writes) {
              next.delete(value === undefined ? `${parent} ${name}` : '')
              if (value === undefined) store.delete('cacheGeneration', [parent, name])
              else {
                next.set(`${parent} ${name}`, value)
                store.put('cacheGeneration', [parent, name], {stageCache: value.length, authorizersCache: 0})
              }
            }
            if (fails) throw new Error('refused')
          })
        }
        if (fails) assert.throws(run, /refused/)
        else {
          run()
          expected = next
        }
      }
      const lengths = (from: Store): number[] =>
        ['a', 'b', '["', '"]'].flatMap((parent) =>
          from.list('cacheGeneration', [parent]).map(({stageCache}) => stageCache),
        )
      const wanted = ['a', 'b', '["', '"]'].flatMap((parent) =>
        [...expected].filter(([id]) => id.startsWith(`${parent} `)).map(([, value]) => value.length),
      )
      assert.deepEqual(lengths(store), wanted)
      store.close()
      const reopened = Store.open(file)
      assert.deepEqual(lengths(reopened), wanted)
      reopened.close()
    }),
    {numRuns: 30},
  )
})

test('a file from a newer version is refused', () => {
  const file = newFile()
  Store.open(file).close()
  const database = new Database(file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  assert.throws(
    () => Store.open(file),
    (error) => error instanceof ApigwError && error.code === 'STATE_NEWER_VERSION' && error.why.includes('format 99'),
  )
})

test('nobody else may read the state, which holds secrets of access keys', () => {
  const file = newFile()
  const store = Store.open(file)
  store.transaction(() => store.put('setting', ['a'], setting('b')))
  const modes = ['', '-wal', '-shm'].map((suffix) => statSync(`${file}${suffix}`).mode & 0o777)
  assert.deepEqual(modes, [0o600, 0o600, 0o600])
  store.close()
})

test('a file that is no state is refused with its name', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'apigw-store-')), 'state.sqlite')
  writeFileSync(file, 'this is a text file, and longer than the hundred bytes of an SQLite header'.repeat(20))
  assert.throws(
    () => Store.open(file),
    (error) => error instanceof ApigwError && error.code === 'STATE_UNREADABLE' && error.what.includes(file),
  )
})
