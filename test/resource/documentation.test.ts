import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {documentationName, toLocation} from '../../src/resource/documentation-name.js'
import {documentation} from '../../src/resource/documentation.js'
import {httpLive, restLive} from '../support/live-apis.js'

const names = [
  {name: 'api', location: {type: 'API'}},
  {name: 'model Pet', location: {type: 'MODEL', name: 'Pet'}},
  {name: 'authorizer our login', location: {type: 'AUTHORIZER', name: 'our login'}},
  {name: '/pets/{id}', location: {type: 'RESOURCE', path: '/pets/{id}'}},
  {name: 'GET /pets', location: {type: 'METHOD', path: '/pets', method: 'GET'}},
  {name: 'ANY /', location: {type: 'METHOD', path: '/', method: '*'}},
  {name: '/pets path id', location: {type: 'PATH_PARAMETER', path: '/pets', name: 'id'}},
  {name: 'GET /pets query page size', location: {type: 'QUERY_PARAMETER', path: '/pets', method: 'GET', name: 'page size'}}, // prettier-ignore
  {name: 'GET /pets header X-Trace', location: {type: 'REQUEST_HEADER', path: '/pets', method: 'GET', name: 'X-Trace'}},
  {name: 'POST /pets body', location: {type: 'REQUEST_BODY', path: '/pets', method: 'POST'}},
  {name: 'GET /pets 200', location: {type: 'RESPONSE', path: '/pets', method: 'GET', statusCode: '200'}},
  {name: '/pets response', location: {type: 'RESPONSE', path: '/pets'}},
  {name: 'GET /pets 200 header X-Page', location: {type: 'RESPONSE_HEADER', path: '/pets', method: 'GET', statusCode: '200', name: 'X-Page'}}, // prettier-ignore
  {name: 'GET /pets response body', location: {type: 'RESPONSE_BODY', path: '/pets', method: 'GET'}},
]

for (const {name, location} of names) {
  test(`documentation: "${name}" is one place, both ways`, () => {
    assert.deepEqual([toLocation(name), documentationName(location)], [location, name])
  })
}

const ways = [
  {word: ' get  /pets ', name: 'GET /pets'},
  {word: 'API', name: 'api'},
  {word: 'ANY /pets query limit', name: '/pets query limit'},
  {word: '* /pets', name: 'ANY /pets'},
  {word: 'GET /pets response 404', name: 'GET /pets 404'},
  {word: 'GET /pets * header X-Page', name: 'GET /pets response header X-Page'},
]

for (const {word, name} of ways) {
  test(`documentation: "${word}" is ${name}`, () => assert.equal(documentation.toName?.(word, restLive()), name))
}

for (const word of [
  '',
  'pets',
  'FETCH /pets',
  'GET /pets query',
  'GET /pets 200 header',
  'GET /pets 999',
  'GET /pets body of',
  'GET /pets 200 body x',
  'model',
  'GET /pets cookie a',
]) {
  // prettier-ignore
  const expected = word === 'GET /pets body of' ? 'none' : 'NAME_INVALID'
  test(`documentation: "${word}" is ${expected === 'none' ? 'a named body' : 'refused'}`, () => {
    try {
      toLocation(word)
      assert.equal(expected, 'none')
    } catch (error) {
      assert.ok(error instanceof ApigwError, String(error))
      assert.equal(error.code, expected)
    }
  })
}

test('documentation: a place that no words say has its location for a name, and is found by it', () => {
  const location = {type: 'METHOD', path: '/pets', method: 'PURGE'}
  const live = restLive({documentationParts: [{location, properties: {description: 'a'}}]})
  const name = '{"method":"PURGE","path":"/pets","type":"METHOD"}'
  assert.deepEqual(Object.keys(documentation.things(live)), [name])
  const edited = documentation.put(live, name, {summary: 'b'})
  assert.deepEqual(documentation.things(edited), {[name]: {location, properties: {description: 'a', summary: 'b'}}})
})

test('documentation: an update keeps what it does not name, and the location that AWS has', () => {
  const location = {type: 'QUERY_PARAMETER', path: '/', method: '*', name: 'limit'}
  const live = restLive({documentationParts: [{location, properties: {description: 'a', summary: 'b'}}]})
  const edited = documentation.put(live, '/ query limit', {summary: '', description: 'c'})
  assert.deepEqual(documentation.things(edited), {'/ query limit': {location, properties: {description: 'c'}}})
  assert.deepEqual(documentation.things(documentation.remove(edited, '/ query limit')), {})
})

test('documentation: what is said of the API itself is in its info', () => {
  const made = documentation.put(restLive(), 'api', {description: 'The shop\nand more', properties: {tags: [{name: 'a'}]}}) // prettier-ignore
  const thing = documentation.things(made).api ?? {}
  assert.deepEqual(thing.properties, {tags: [{name: 'a'}], info: {description: 'The shop\nand more'}})
  assert.deepEqual(documentation.row(thing, 'api', made), ['The shop'])
  const bare = documentation.put(made, 'api', {description: ''})
  assert.deepEqual((documentation.things(bare).api ?? {}).properties, {tags: [{name: 'a'}]})
})

test('documentation: HTTP APIs have none', () => {
  assert.throws(
    () => documentation.put(httpLive(), 'GET /pets', {description: 'a'}),
    (error) => error instanceof ApigwError && error.code === 'KIND_WITHOUT_PART',
  )
})
