import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {localFunction} from './local-function.js'
import type {LocalFunction} from './local-function.js'

const open: LocalFunction[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((fn) => fn.close()))
})

test('every invocation is framed by START, END and REPORT; the first one reports its start', async () => {
  const fn = localFunction({'index.mjs': 'export const handler = async () => console.log("hello")'})
  open.push(fn)
  await fn.invoke({}, {requestId: 'r-1'})
  await fn.invoke({}, {requestId: 'r-2'})
  const report = String.raw`Duration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\t`
  const wanted = [
    /^r-1: START RequestId: r-1 Version: \$LATEST$/,
    /^r-1: END RequestId: r-1$/,
    new RegExp(String.raw`^r-1: REPORT RequestId: r-1\t${report}Init Duration: \d+\.\d\d ms\t$`),
    /^r-2: START RequestId: r-2 Version: \$LATEST$/,
    /^r-2: END RequestId: r-2$/,
    new RegExp(String.raw`^r-2: REPORT RequestId: r-2\t${report}$`),
  ]
  assert.equal(fn.platform.length, wanted.length)
  for (const [index, pattern] of wanted.entries()) assert.match(fn.platform[index] ?? '', pattern)
  assert.deepEqual(fn.lines, ['r-1: hello', 'r-2: hello'])
})
