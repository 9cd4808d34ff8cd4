import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toTrailEntry} from '../../src/audit/trail.js'

const event = (name: string, detail: object, more: object = {}) => {
  return {
    EventName: name,
    EventTime: 1_700_000_000.5,
    Username: 'ann',
    ReadOnly: 'false',
    CloudTrailEvent: JSON.stringify(detail),
    ...more,
  }
}
const base = {timeMs: 1_700_000_000_500, who: 'ann'}

const cases = [
  {
    name: 'a change of a stage',
    given: event('UpdateStage', {
      requestParameters: {restApiId: 'abc', stageName: 'prod'},
      sourceIPAddress: '203.0.113.7',
    }),
    entry: {...base, operation: 'UpdateStage', sourceIp: '203.0.113.7', on: 'stage prod'},
  },
  {
    name: 'a method that was refused',
    given: event('PutMethod', {
      requestParameters: {restApiId: 'abc', resourceId: 'r1', httpMethod: 'GET'},
      errorCode: 'AccessDenied',
    }),
    entry: {...base, operation: 'PutMethod', on: 'resource r1, method GET', error: 'AccessDenied'},
  },
  {
    name: 'a route of an HTTP API',
    given: event('DeleteRoute', {requestParameters: {apiId: 'abc', routeId: 'x'}}),
    entry: {...base, operation: 'DeleteRoute', on: 'route x'},
  },
  {
    name: 'its making',
    given: event('CreateRestApi', {responseElements: {id: 'abc'}}),
    entry: {...base, operation: 'CreateRestApi', on: ''},
  },
  {name: 'another API', given: event('UpdateStage', {requestParameters: {restApiId: 'xyz'}}), entry: undefined},
  {name: 'a key with the same id', given: event('CreateApiKey', {responseElements: {id: 'abc'}}), entry: undefined},
  {
    name: 'a read',
    given: event('GetStage', {requestParameters: {restApiId: 'abc'}}, {ReadOnly: 'true'}),
    entry: undefined,
  },
  {name: 'broken JSON', given: event('UpdateStage', {}, {CloudTrailEvent: '{'}), entry: undefined},
  {
    name: 'null where members were',
    given: event('UpdateStage', {requestParameters: null, responseElements: null}),
    entry: undefined,
  },
]

for (const {name, given, entry} of cases) {
  test(`an event of CloudTrail: ${name}`, () => {
    assert.deepEqual(toTrailEntry(given, 'abc'), entry)
  })
}
