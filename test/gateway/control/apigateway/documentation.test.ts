import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller, nowMs} from './caller.js'

const missing = 'NotFoundException: Invalid Documentation part identifier specified'

class DocumentationCaller extends Caller {
  readonly api = this.restApi()

  part(location: Members, properties = '{"description":"Words"}'): Members {
    return this.call('CreateDocumentationPart', {restApiId: this.api.restApiId, location, properties})
  }
}

test('documentation parts: created, listed by filter, changed, deleted', () => {
  const caller = new DocumentationCaller()
  const {restApiId} = caller.api
  const api = caller.part({type: 'API'})
  assert.deepEqual(api, {id: api['id'], location: {type: 'API'}, properties: '{"description":"Words"}'})
  const method = caller.part({type: 'METHOD', path: '/pets', method: 'GET'})
  const model = caller.part({type: 'MODEL', name: 'Pet'})
  const list = (input: Members): unknown => caller.call('GetDocumentationParts', {restApiId, ...input})['items']
  assert.deepEqual(list({}), [api, method, model])
  assert.deepEqual(list({type: 'METHOD'}), [method])
  assert.deepEqual(list({path: '/pets'}), [method])
  assert.deepEqual(list({nameQuery: 'Pe'}), [model])
  const labels = {restApiId, documentationPartId: api['id']}
  const patchOperations = [{op: 'replace', path: '/properties', value: '{"description":"Other"}'}]
  const updated = {...api, properties: '{"description":"Other"}'}
  assert.deepEqual(caller.call('UpdateDocumentationPart', {...labels, patchOperations}), updated)
  assert.deepEqual(caller.call('GetDocumentationPart', labels), updated)
  caller.call('DeleteDocumentationPart', labels)
  assert.equal(caller.refusal('DeleteDocumentationPart', labels), missing)
})

const unknownApi = 'NotFoundException: Invalid API identifier specified 111111111111:fake'
const partRefusals: {operation: string; input: Members; refusal: string}[] = [
  {operation: 'CreateDocumentationPart', input: {restApiId: 'fake'}, refusal: unknownApi},
  {operation: 'GetDocumentationParts', input: {restApiId: 'fake'}, refusal: unknownApi},
  {operation: 'DeleteDocumentationPart', input: {restApiId: 'fake'}, refusal: unknownApi},
  {operation: 'GetDocumentationPart', input: {restApiId: 'fake'}, refusal: missing},
  {operation: 'UpdateDocumentationPart', input: {restApiId: 'fake'}, refusal: missing},
  {
    operation: 'UpdateDocumentationPart',
    input: {patchOperations: [{op: 'add', path: '/properties', value: '{}'}]},
    refusal:
      "BadRequestException: Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations",
  },
  {
    operation: 'UpdateDocumentationPart',
    input: {patchOperations: [{op: 'replace', path: '/invalidPath', value: '{}'}]},
    refusal:
      "BadRequestException: Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/properties]",
  },
  {
    operation: 'CreateDocumentationPart',
    input: {location: {type: 'API'}},
    refusal: 'ConflictException: Documentation part already exists for the specified location',
  },
  {
    operation: 'CreateDocumentationPart',
    input: {location: {type: 'MODEL'}},
    refusal: "BadRequestException: Missing location field 'name' for documentation part of type MODEL",
  },
  {
    operation: 'CreateDocumentationPart',
    input: {location: {type: 'API', path: '/x'}},
    refusal: "BadRequestException: Invalid location field 'path' for documentation part of type API",
  },
  {
    operation: 'CreateDocumentationPart',
    input: {location: {type: 'MODEL', name: 'x'}, properties: '[]'},
    refusal: 'BadRequestException: Documentation part properties must be a JSON object',
  },
]

for (const {operation, input, refusal} of partRefusals) {
  test(`${operation}: refuses ${JSON.stringify(input)}`, () => {
    const caller = new DocumentationCaller()
    const {id} = caller.part({type: 'API'})
    const part = {
      restApiId: caller.api.restApiId,
      documentationPartId: id,
      location: {type: 'RESOURCE'},
      properties: '{}',
    }
    assert.equal(caller.refusal(operation, {...part, ...input}), refusal)
  })
}

test('documentation versions: freeze the parts, show on a stage, stay while they are shown', () => {
  const caller = new DocumentationCaller()
  const {restApiId} = caller.mockApi()
  caller.call('CreateDeployment', {restApiId, stageName: 'prod'})
  const part = caller.call('CreateDocumentationPart', {
    restApiId,
    location: {type: 'METHOD', path: '/', method: 'GET'},
    properties: '{"description":"Frozen"}',
  })
  const labels = {restApiId, documentationVersion: 'v123'}
  assert.deepEqual(caller.call('CreateDocumentationVersion', {...labels, stageName: 'prod'}), {
    version: 'v123',
    createdDate: nowMs,
  })
  assert.equal(caller.call('GetStage', {restApiId, stageName: 'prod'})['documentationVersion'], 'v123')
  caller.call('DeleteDocumentationPart', {restApiId, documentationPartId: part['id']})
  const {body} = caller.call('GetExport', {
    restApiId,
    stageName: 'prod',
    exportType: 'oas30',
    parameters: {extensions: 'documentation'},
  })
  assert.match(String(body), /Frozen/)
  const patchOperations = [{op: 'replace', path: '/description', value: 'doc version new'}]
  const updated = {version: 'v123', createdDate: nowMs, description: 'doc version new'}
  assert.deepEqual(caller.call('UpdateDocumentationVersion', {...labels, patchOperations}), updated)
  assert.deepEqual(caller.call('GetDocumentationVersions', {restApiId}), {items: [updated]})
  assert.match(caller.refusal('DeleteDocumentationVersion', labels), /^BadRequestException: .*in use by stage prod$/)
  caller.call('DeleteStage', {restApiId, stageName: 'prod'})
  caller.call('DeleteDocumentationVersion', labels)
  assert.equal(
    caller.refusal('GetDocumentationVersion', labels),
    'NotFoundException: Invalid Documentation version specified',
  )
})

const documented = {
  openapi: '3.0.1',
  info: {title: 'pets', version: '1', description: 'About pets'},
  paths: {'/': {get: {description: 'Method description.', responses: {200: {description: '200 response'}}}}},
}

test('ImportDocumentationParts: makes parts of the words of a document, and keeps ids when merging', () => {
  const caller = new DocumentationCaller()
  const {restApiId} = caller.api
  const body = Buffer.from(JSON.stringify(documented))
  const {ids, warnings} = caller.call('ImportDocumentationParts', {restApiId, body}) as {
    ids: string[]
    warnings?: string[]
  }
  assert.equal(warnings, undefined)
  const list = (): {id: string; location: {type: string}}[] =>
    caller.call('GetDocumentationParts', {restApiId})['items'] as {id: string; location: {type: string}}[]
  assert.deepEqual(
    list().map(({id}) => id),
    ids,
  )
  assert.deepEqual(
    list().map(({location}) => location.type),
    ['API', 'METHOD', 'RESPONSE'],
  )
  caller.part({type: 'RESOURCE', path: '/other'})
  assert.deepEqual(caller.call('ImportDocumentationParts', {restApiId, body})['ids'], ids)
  assert.equal(list().length, ids.length + 1)
  caller.call('ImportDocumentationParts', {restApiId, body, mode: 'overwrite'})
  assert.equal(list().length, ids.length)
})

for (const body of ['{', ': : :', '']) {
  test(`ImportDocumentationParts: refuses ${JSON.stringify(body)}`, () => {
    const caller = new DocumentationCaller()
    const input = {restApiId: caller.api.restApiId, body: Buffer.from(body)}
    assert.equal(
      caller.refusal('ImportDocumentationParts', input),
      'BadRequestException: Unable to build importer with provided input.',
    )
  })
}
