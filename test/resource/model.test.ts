import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {model} from '../../src/resource/model.js'
import {httpLive, mockMethod, restLive, webSocketLive} from '../support/live-apis.js'

const pet = {contentType: 'application/json', description: 'A pet', schema: {type: 'object'}}

test('model: a new one is JSON unless it says otherwise', () => {
  const edited = model.put(restLive(), 'Pet', {schema: {type: 'object'}, description: 'A pet'})
  assert.deepEqual(model.things(edited), {Pet: pet})
})

test('model: an update keeps what it does not name, and an empty description goes', () => {
  const edited = model.put(webSocketLive({models: {Pet: pet}}), 'Pet', {description: ''})
  assert.deepEqual(model.things(edited), {Pet: {contentType: 'application/json', schema: {type: 'object'}}})
})

const users = [
  {name: 'a route that checks bodies by it', live: restLive({models: {Pet: pet}, methods: {'POST /pets': mockMethod({requestModels: {'application/json': 'Pet'}})}}), why: 'POST /pets'}, // prettier-ignore
  {name: 'a response that is one', live: restLive({models: {Pet: pet}, methods: {'GET /pets': mockMethod({responses: {'200': {responseParameters: {}, responseModels: {'text/plain': 'Pet'}}}})}}), why: 'GET /pets'}, // prettier-ignore
  {name: 'a model that refers to it', live: restLive({models: {Pet: pet, Pets: {contentType: 'application/json', schema: {items: {$ref: '#/models/Pet'}}}}}), why: 'model Pets'}, // prettier-ignore
]

for (const {name, live, why} of users) {
  test(`model: ${name} keeps it from being removed`, () => {
    assert.throws(
      () => model.remove(live, 'Pet'),
      (error) => error instanceof ApigwError && error.why === `These use it: ${why}.`,
    )
  })
}

test('model: HTTP APIs have none', () => {
  assert.throws(
    () => model.put(httpLive(), 'Pet', {schema: {}}),
    (error) => error instanceof ApigwError && error.code === 'KIND_WITHOUT_PART',
  )
})
