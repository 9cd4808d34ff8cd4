import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseCsv} from '../../../../src/gateway/control/apigateway/csv.js'
import {without} from '../../../../src/gateway/control/apigateway/present.js'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller, nowMs} from './caller.js'

const value = '7519e9ea7d2642a2aae4a0a70f2b730d'

/** Captured from AWS in September 2026 (docs/aws-facts.md "Control plane") and recorded in July 2023. */
test('CreateApiKey: makes a value, and a key that is off unless asked', () => {
  const caller = new Caller()
  const key = caller.call('CreateApiKey', {name: 'generated'})
  assert.deepEqual(key, {
    id: key['id'],
    value: key['value'],
    name: 'generated',
    enabled: false,
    createdDate: nowMs,
    lastUpdatedDate: nowMs,
    stageKeys: [],
  })
  assert.match(String(key['value']), /^\w{40}$/)
  const given = {name: 'supplied', enabled: true, value, description: 'd', customerId: 'c', tags: {Owner: 'initial'}}
  const supplied = caller.call('CreateApiKey', given)
  assert.deepEqual(supplied, {...given, id: supplied['id'], createdDate: nowMs, lastUpdatedDate: nowMs, stageKeys: []})
})

test('the value of a key is answered to who asks for it only', () => {
  const caller = new Caller()
  const created = caller.call('CreateApiKey', {name: 'a', value})
  const shown = without(created, 'value')
  const apiKey = created['id']
  assert.deepEqual(caller.call('GetApiKey', {apiKey}), {...shown, tags: {}})
  assert.deepEqual(caller.call('GetApiKey', {apiKey, includeValue: true}), {...created, tags: {}})
  assert.deepEqual(caller.call('GetApiKeys'), {items: [shown]})
  assert.deepEqual(caller.call('GetApiKeys', {includeValues: true}), {items: [created]})
  assert.equal(caller.call('UpdateApiKey', {apiKey})['value'], undefined)
})

const refusals: {input: Members; refusal: string}[] = [
  {input: {value: 'short'}, refusal: 'BadRequestException: API Key value should be at least 20 characters'},
  {
    input: {value: 'x'.repeat(129)},
    refusal: 'BadRequestException: API Key value exceeds maximum size of 128 characters',
  },
  {
    input: {name: 'x'.repeat(1025)},
    refusal: 'BadRequestException: Invalid API Key name, can be at most 1024 characters.',
  },
  {input: {description: 'x'.repeat(2049)}, refusal: 'BadRequestException: Invalid API Key description specified.'},
  {input: {customerId: ''}, refusal: 'BadRequestException: Customer Id cannot be an empty string'},
  {input: {value}, refusal: 'ConflictException: API Key already exists'},
  {
    input: {stageKeys: [{restApiId: 'fake', stageName: 'prod'}]},
    refusal: 'NotFoundException: Invalid stage identifier specified',
  },
]

for (const {input, refusal} of refusals) {
  test(`CreateApiKey: refuses ${JSON.stringify(input).slice(0, 40)}`, () => {
    const caller = new Caller()
    caller.call('CreateApiKey', {value})
    assert.equal(caller.refusal('CreateApiKey', input), refusal)
  })
}

test('UpdateApiKey: changes as recorded', () => {
  const caller = new Caller()
  const apiKey = caller.text('CreateApiKey', {name: 'a', enabled: true}, 'id')
  const patch = (path: string, text: string): Members =>
    caller.call('UpdateApiKey', {apiKey, patchOperations: [{op: 'replace', path, value: text}]})
  assert.equal(patch('/enabled', 'nonsense')['enabled'], false, 'anything but true is false')
  assert.equal(patch('/name', 'b')['name'], 'b')
  assert.equal(
    caller.refusal('UpdateApiKey', {apiKey, patchOperations: [{op: 'replace', path: '/id', value: 'x'}]}),
    "BadRequestException: Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
  )
})

test('GetApiKeys: filters by name and customer', () => {
  const caller = new Caller()
  caller.call('CreateApiKey', {name: 'acme-1', customerId: 'x'})
  caller.call('CreateApiKey', {name: 'acme-2', customerId: 'y'})
  caller.call('CreateApiKey', {name: 'other'})
  const names = (input: Members): unknown =>
    (caller.call('GetApiKeys', input)['items'] as {name: string}[]).map(({name}) => name)
  assert.deepEqual(names({nameQuery: 'acme'}), ['acme-1', 'acme-2'])
  assert.deepEqual(names({customerId: 'y'}), ['acme-2'])
})

const csvCases = [
  {
    text: 'a,b\r\n1,2\r\n',
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
  },
  {
    text: 'a,b\n"x,""y""","line\nbreak"',
    rows: [
      ['a', 'b'],
      ['x,"y"', 'line\nbreak'],
    ],
  },
  {
    text: '\uFEFFa,b\n\n1,',
    rows: [
      ['a', 'b'],
      ['1', ''],
    ],
  },
  {text: '', rows: []},
]

for (const {text, rows} of csvCases) {
  test(`CSV: reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseCsv(text), rows))
}

for (const text of ['a,"b', 'a,"b"c', 'x"y']) {
  test(`CSV: refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseCsv(text), /Invalid CSV at character/))
}

function importKeys(caller: Caller, lines: readonly string[], members: Members = {}): Members {
  return caller.call('ImportApiKeys', {body: Buffer.from(lines.join('\n')), format: 'csv', ...members})
}

test('ImportApiKeys: creates, renews by value, attaches to plans, warns about bad rows', () => {
  const caller = new Caller()
  const plan = caller.text('CreateUsagePlan', {name: 'basic'}, 'id')
  const {ids, warnings} = importKeys(caller, [
    'Name,key,Description,Enabled,usageplanIds',
    `one,${value},First,true,"${plan},unknown"`,
    'two,short,,true,',
    `three,${value}3,,FALSE,'${plan},unknown'`,
    'four,too,few',
  ]) as {ids: string[]; warnings: string[]}
  assert.equal(ids.length, 2)
  assert.deepEqual(warnings, [
    'Skipped invalid record: 2. API Key value should be at least 20 characters',
    'Skipped invalid record: 4. Expected 5 fields, found 3',
  ])
  const members = caller.call('GetUsagePlanKeys', {usagePlanId: plan})['items'] as {name: string}[]
  assert.deepEqual(
    members.map(({name}) => name),
    ['three', 'one'],
  )
  const again = importKeys(caller, ['name,key', `renamed,${value}`])
  assert.deepEqual(again, {ids: [ids[0]], warnings: []})
  const {name, description, enabled} = caller.call('GetApiKey', {apiKey: ids[0]})
  assert.deepEqual([name, description, enabled], ['renamed', undefined, true])
})

test('ImportApiKeys: refuses files without the columns, and warnings when asked', () => {
  const caller = new Caller()
  const input = (text: string): Members => ({body: Buffer.from(text), format: 'csv'})
  assert.equal(caller.refusal('ImportApiKeys', input('key\nx')), "BadRequestException: Missing required column 'name'")
  assert.equal(caller.refusal('ImportApiKeys', input('')), 'BadRequestException: The API keys file is empty')
  assert.equal(
    caller.refusal('ImportApiKeys', {...input('name,key\na,short'), failOnWarnings: true}),
    'BadRequestException: Warnings found during import:\n\tSkipped invalid record: 1. API Key value should be at least 20 characters',
  )
})

test('DeleteApiKey: leaves its plans', () => {
  const caller = new Caller()
  const plan = caller.text('CreateUsagePlan', {name: 'basic'}, 'id')
  const apiKey = caller.text('CreateApiKey', {name: 'a'}, 'id')
  caller.call('CreateUsagePlanKey', {usagePlanId: plan, keyId: apiKey, keyType: 'API_KEY'})
  caller.call('DeleteApiKey', {apiKey})
  assert.deepEqual(caller.call('GetUsagePlanKeys', {usagePlanId: plan}), {items: []})
  assert.equal(caller.refusal('GetApiKey', {apiKey}), 'NotFoundException: Invalid API Key identifier specified')
})
