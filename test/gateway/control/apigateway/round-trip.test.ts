import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {takeSnapshot} from '../../../../src/gateway/control/apigateway/deployment.js'
import {recordsToRestApi} from '../../../../src/gateway/control/apigateway/records-to-rest-api.js'
import {builtInTemplates} from '../../../../src/model/gateway-response-types.js'
import {without} from '../../../../src/gateway/control/apigateway/present.js'
import {putNewStage} from '../../../../src/gateway/control/apigateway/stage.js'
import type {RestApi} from '../../../../src/model/rest-api.js'
import {fromRestApi} from '../../../../src/spec/from-rest-api.js'
import {restApi} from '../../../support/arbitrary-rest-api.js'
import {Caller} from './caller.js'

/** Documentation is left out: an import also makes parts of descriptions that stand in the document anyway. */
const parameters = {endpointConfigurationTypes: 'REGIONAL', ignore: 'documentation'}

function modelOf(caller: Caller, restApiId: string): RestApi {
  return recordsToRestApi(takeSnapshot(caller.context, restApiId), [])
}

function importApi(caller: Caller, document: unknown, operation = 'ImportRestApi', members = {}): string {
  const body = Buffer.from(JSON.stringify(document))
  return caller.text(operation, {body, parameters, ...members}, 'id')
}

/**
 * What an import adds, cannot tell from its defaults or does not carry: AWS's authType, the API's ARN in its policy, the
 * built-in template of gateway responses; tags, documentation.
 */
function comparable(api: RestApi, restApiId: string): RestApi {
  const policy = JSON.stringify(api.policy ?? null).replaceAll(
    '"execute-api:/',
    `"arn:aws:execute-api:eu-west-1:111111111111:${restApiId}/`,
  )
  const authorizers = Object.entries(api.authorizers).map(([name, authorizer]) => [
    name,
    {authType: authorizer.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom', ...authorizer},
  ])
  const gatewayResponses = Object.entries(api.gatewayResponses).map(([type, response]) => {
    const isBuiltIn = JSON.stringify(response.responseTemplates) === JSON.stringify(builtInTemplates)
    return [type, isBuiltIn ? {...response, responseTemplates: {}} : response]
  })
  const expected = {
    ...api,
    ...(api.policy === undefined ? {} : {policy: JSON.parse(policy) as NonNullable<RestApi['policy']>}),
    authorizers: Object.fromEntries(authorizers) as RestApi['authorizers'],
    gatewayResponses: Object.fromEntries(gatewayResponses) as RestApi['gatewayResponses'],
    documentationParts: [],
    tags: {},
  }
  // fast-check makes objects without a prototype.
  return JSON.parse(JSON.stringify(expected)) as RestApi
}

test('import: an API comes back from its records as it was written', () => {
  fc.assert(
    fc.property(restApi, (api) => {
      const caller = new Caller()
      const id = importApi(caller, fromRestApi(api))
      assert.deepEqual(modelOf(caller, id), comparable(api, id))
    }),
    {numRuns: 40},
  )
})

test('import: putting over any other API leaves only what was put', () => {
  fc.assert(
    fc.property(restApi, restApi, (before, after) => {
      const caller = new Caller()
      const id = importApi(caller, fromRestApi(without(before, 'policy')))
      importApi(caller, fromRestApi(after), 'PutRestApi', {restApiId: id, mode: 'overwrite'})
      assert.deepEqual(modelOf(caller, id), comparable(after, id))
      const first = JSON.stringify(caller.store.list('resource', [id]))
      importApi(caller, fromRestApi(after), 'PutRestApi', {restApiId: id, mode: 'overwrite'})
      assert.equal(JSON.stringify(caller.store.list('resource', [id])), first, 'putting again changes nothing')
    }),
    {numRuns: 40},
  )
})

for (const exportType of ['oas30', 'swagger']) {
  test(`export ${exportType}: imports as the API it was made of`, () => {
    fc.assert(
      fc.property(restApi, (api) => {
        const caller = new Caller()
        const exportable = {...withOneBody(api, exportType), version: '1'}
        const id = importApi(caller, fromRestApi(exportable))
        const body = exported(caller, id, exportType)
        const copy = importApi(caller, JSON.parse(body.toString()))
        const expected = modelOf(caller, id)
        const text = JSON.stringify(modelOf(caller, copy)).replaceAll(copy, id)
        assert.deepEqual(
          JSON.parse(text),
          JSON.parse(JSON.stringify(withoutBareResources(expected, modelOf(caller, copy)))),
        )
      }),
      {numRuns: 20},
    )
  })
}

/** An export leaves resources without methods out. */
function withoutBareResources(api: RestApi, copy: RestApi): RestApi {
  const used = Object.keys(api.methods).map((key) => key.slice(key.indexOf(' ') + 1))
  const resources = api.resources.filter(
    (path) => path === '/' || used.some((other) => `${other}/`.startsWith(`${path}/`)),
  )
  assert.deepEqual(copy.resources, resources)
  return {...api, resources}
}

/** Swagger: one model for all media types of a body, and media types for what has a model only. */
function withOneBody(api: RestApi, exportType: string): RestApi {
  if (exportType === 'oas30') return api
  const methods = Object.entries(api.methods).map(([key, method]) => [
    key,
    {
      ...method,
      requestModels: {},
      responses: Object.fromEntries(
        Object.entries(method.responses).map(([code, response]) => [code, {...response, responseModels: {}}]),
      ),
    },
  ])
  return {...api, methods: Object.fromEntries(methods) as RestApi['methods']}
}

/** Deploys without the deploy checks: they are about serving, not about exporting. */
function exported(caller: Caller, restApiId: string, exportType: string): Buffer {
  caller.store.transaction(() => {
    const {store, context} = caller
    store.put('deployment', [restApiId, 'd'], {id: 'd', createdDate: context.nowMs})
    store.put('restSnapshot', [restApiId, 'd'], takeSnapshot(context, restApiId))
    putNewStage({stageName: 'prod', deploymentId: 'd'}, context, restApiId)
  })
  const answer = caller.call('GetExport', {
    restApiId,
    stageName: 'prod',
    exportType,
    parameters: {extensions: 'apigateway'},
  })
  assert.ok(Buffer.isBuffer(answer['body']))
  return answer['body']
}
