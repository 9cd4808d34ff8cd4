import assert from 'node:assert/strict'
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {test} from 'vitest'
import {findPython} from '../../../../src/gateway/data/functions/find-python.js'

/** A folder of programs that end with these codes. */
function programs(codes: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-python-'))
  for (const [name, code] of Object.entries(codes)) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexit ${code}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

const cases = [
  {name: 'the very version that PATH has', codes: {'python3.12': 0, python3: 0}, found: 'python3.12'},
  {name: 'python3 where the version is not there', codes: {'python3.11': 0, python3: 0}, found: 'python3'},
  {name: 'python3 where the version only says that it is not there', codes: {'python3.12': 127, python3: 0}},
  {name: 'python3 where nothing is there, which the function then fails with', codes: {}},
]
for (const {name, codes, found = 'python3'} of cases) {
  test(`findPython: ${name}`, async () => {
    const PATH = [programs(codes), '/bin'].join(delimiter)
    assert.equal(await findPython('python3.12', {PATH}), found)
  })
}
