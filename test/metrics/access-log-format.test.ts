import assert from 'node:assert/strict'
import {test} from 'vitest'
import {accessLogFormat} from '../../src/config/access-log-format.js'
import {parseAccessLine, parseLogFormat, variablesOf} from '../../src/metrics/access-log-format.js'

const get = {
  'identity.sourceIp': '203.0.113.7',
  requestTime: '21/Nov/2026:09:40:00 +0000',
  httpMethod: 'GET',
  protocol: 'HTTP/1.1',
  status: '200',
  responseLength: '17',
  requestId: '91e7517b',
  extendedRequestId: 'kedReyBcRsupWHk=',
}
const rest = {...get, resourcePath: '/pets/{id}'}
const http = {...get, routeKey: 'GET /pets/{id}'}

/** What AWS does: values into the text. */
function written(format: string, fields: Readonly<Record<string, string>>): string {
  return format.replaceAll(/\$context\.([\w.]*\w)/g, (_, name: string) => fields[name] ?? '-')
}

const kinds = [
  {kind: 'rest', fields: rest},
  {kind: 'http', fields: http},
] as const

for (const {kind, fields} of kinds) {
  for (const preset of ['json', 'clf', 'xml', 'csv'] as const) {
    test(`the preset ${preset} of ${kind} APIs is read back`, () => {
      const format = accessLogFormat(preset, kind)
      assert.deepEqual(parseAccessLine(parseLogFormat(format), written(format, fields)), fields)
    })
  }
}

const lines: {name: string; format: string; line: string; fields: object | undefined}[] = [
  {
    name: 'values that are not escaped',
    format: '{"id":"$context.requestId","agent":"$context.identity.userAgent","status":"$context.status"}',
    line: '{"id":"1","agent":"a "quoted" \\ one","status":"200"}',
    fields: {requestId: '1', 'identity.userAgent': 'a "quoted" \\ one', status: '200'},
  },
  {
    name: 'braces, a dot behind a variable, and an error with its own quotes',
    format: '${context.requestId} $context.status. $context.error.messageString',
    line: '1 403. "Forbidden"',
    fields: {requestId: '1', status: '403', 'error.messageString': 'Forbidden'},
  },
  {
    name: 'a value of several lines',
    format: '[$context.requestId] $context.path',
    line: '[1] a\nb',
    fields: {requestId: '1', path: 'a\nb'},
  },
  {
    name: 'a status that looks like none',
    format: '$context.requestId $context.status $context.path',
    line: '1 abc /pets',
    fields: undefined,
  },
  {
    name: 'a line of an earlier format, which was JSON',
    format: '$context.requestId $context.status',
    line: '{"requestId":"1","status":200,"ip":"203.0.113.7","nested":{"a":1},"none":"-"}',
    fields: {requestId: '1', status: '200', 'identity.sourceIp': '203.0.113.7'},
  },
  {name: 'broken JSON', format: '{"id":"$context.requestId"}', line: '{"id":"1"', fields: undefined},
  {name: 'JSON that is no object', format: '$context.requestId,$context.status', line: '{}x', fields: undefined},
  {name: 'an empty line', format: '$context.requestId $context.status', line: '', fields: undefined},
  {name: 'a line for a format without variables', format: 'x', line: 'y', fields: undefined},
  {
    name: 'names of object members',
    format: '$context.__proto__ $context.status',
    line: 'x 200',
    fields: JSON.parse('{"__proto__": "x", "status": "200"}') as object,
  },
]

for (const {name, format, line, fields} of lines) {
  test(`an access-log line: ${name}`, () => {
    const parsed = parseAccessLine(parseLogFormat(format), line)
    assert.deepEqual(parsed && {...parsed}, fields)
  })
}

test('a megabyte of separators is given up at once', () => {
  const format = parseLogFormat(accessLogFormat('clf', 'http'))
  assert.equal(parseAccessLine(format, ' '.repeat(1_000_000)), undefined)
  assert.equal(parseAccessLine(format, `1 - - [${' '.repeat(65_000)}`), undefined)
})

test('the variables of a format', () => {
  const format = parseLogFormat(
    '$context.requestId,${context.status} $contextual $context.authorizer.claims.cognito:username',
  )
  assert.deepEqual([...variablesOf(format)], ['requestId', 'status', 'authorizer.claims.cognito:username'])
})
