import assert from 'node:assert/strict'
import {test} from 'vitest'
import {compileFilterPattern} from '../../../../src/gateway/control/logs/filter-pattern.js'

const lines = [
  '[ERROR 400] BAD REQUEST',
  '[ERROR 401] UNAUTHORIZED REQUEST',
  '[INFO 200] fine: all of it',
  '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534',
  '127.0.0.1 - anna [10/Oct/2000:13:35:22 -0700] "GET /about us.html HTTP/1.0" 500 5324',
  '{"status":"500","path":"/pets","user":{"id":7,"tags":["a","b.c"]},"error":null,"cached":true}',
  '{"status":404,"path":"/dogs","a.b":"x"}',
  '{broken',
]

/** Indexes of the lines that match. */
const cases: {pattern: string; matches: number[]}[] = [
  {pattern: '', matches: [0, 1, 2, 3, 4, 5, 6, 7]},
  {pattern: 'ERROR', matches: [0, 1]},
  {pattern: 'error', matches: [5]},
  {pattern: 'ERROR BAD', matches: [0]},
  {pattern: '?BAD ?fine:', matches: [0, 2]},
  {pattern: 'ERROR ?fine:', matches: [0, 1]},
  {pattern: 'ERROR -BAD', matches: [1]},
  {pattern: '-REQUEST -GET -status', matches: [2, 7]},
  {pattern: '"all of"', matches: [2]},
  {pattern: '-"BAD REQUEST" REQUEST', matches: [1]},
  {pattern: '%ERROR 40[01]%', matches: [0, 1]},
  {pattern: String.raw`%^\d{1,3}\.0\.\d+.1 .*HTTP/1\.0" [45]0\d%`, matches: [3, 4]},
  {pattern: '%BAD|fine%', matches: [0, 2]},
  {pattern: '%REQUEST$%', matches: [0, 1]},
  {pattern: '[ip, id, user, time, request, status, bytes]', matches: [3, 4]},
  {pattern: '[ip, id, user, time, request, status = 4*, bytes]', matches: [3]},
  {pattern: '[ip, id, user=frank || user=anna, ..., bytes > 2000]', matches: [4]},
  {pattern: '[..., request=*html*, status_code!=404, size]', matches: [4]},
  {pattern: '[ip=%127\\.0%, ...]', matches: [3, 4]},
  {pattern: '[..., status=500, bytes]', matches: [4]},
  {pattern: '{ $.status = 500 }', matches: [5]},
  {pattern: '{ $.status = "5*" }', matches: [5]},
  {pattern: '{ $.status >= 404 }', matches: [5, 6]},
  {pattern: '{ $.status < 500 && $.path != "/pets" }', matches: [6]},
  {pattern: '{ ($.status = 4* || $.user.id = 7) && $.path = * }', matches: [5, 6]},
  {pattern: '{ $.user.tags[1] = "b.c" }', matches: [5]},
  {pattern: "{ $['a.b'] = x }", matches: [6]},
  {pattern: '{ $.error IS NULL }', matches: [5]},
  {pattern: '{ $.cached is true }', matches: [5]},
  {pattern: '{ $.cached NOT EXISTS }', matches: [6]},
  {pattern: '{ $.path = %^/d.gs$% }', matches: [6]},
  {pattern: '{ $.__proto__ NOT EXISTS && $.status = 404 }', matches: [6]},
]

for (const {pattern, matches} of cases) {
  test(`filter pattern ${pattern}`, () => {
    const isMatch = compileFilterPattern(pattern)
    assert.deepEqual(
      lines.flatMap((line, index) => (isMatch(line) ? [index] : [])),
      matches,
    )
  })
}

const refused = [
  "{ $.['a.b'] = x }",
  '{ $.path = %^/(?:dogs)% }',
  '{ $.status = }',
  '{ $.status 500 }',
  '{ status = 500',
  '{ status = 500 }',
  '{ $.a = 1 && }',
  '{ $.a > "x" }',
  '{ $.a IS 5 }',
  '[a, , b]',
  '[..., a, ...]',
  '[a',
  '"open',
  '%(a+)+%',
  '%[z-a]%',
  '%a{3,1}%',
  `{ ${'('.repeat(60)}$.a = 1${')'.repeat(60)} }`,
]

for (const pattern of refused) {
  test(`no filter pattern: ${pattern}`, () => {
    assert.throws(() => compileFilterPattern(pattern), {
      code: 'InvalidParameterException',
      message: 'Invalid filter pattern',
    })
  })
}

test('no pattern and no message makes the search explode', () => {
  const message = 'a'.repeat(20_000)
  for (const pattern of [
    '%a*a*a*a*a*b%',
    '%a{0,300}b%',
    `{ $.a = "${'*a'.repeat(400)}b" }`,
    `[x = ${'*a'.repeat(400)}b]`,
  ]) {
    assert.equal(compileFilterPattern(pattern)(message), false)
    assert.equal(compileFilterPattern(pattern)(JSON.stringify({a: message})), false)
  }
})
