import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import type {JsonObject} from '../../../src/model/json.js'
import type {Stage} from '../../../src/model/stage.js'
import type {Api} from '../../../src/model/api.js'
import {exportApi, exportText} from '../../../src/project/export/export-api.js'
import type {ExportOptions, ExportedApi} from '../../../src/project/export/export-api.js'
import {parseDefinition} from '../../../src/spec/parse.js'
import {toHttpApi} from '../../../src/spec/to-http-api.js'
import {toRestApi} from '../../../src/spec/to-rest-api.js'
import {applied} from '../../support/apply-support.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {liveApi} from '../../support/pull-support.js'

const stages: Readonly<Record<Api['kind'], Stage>> = {
  rest: {kind: 'restStage', stageName: 'prod'},
  http: {kind: 'httpStage', stageName: 'prod'},
  websocket: {kind: 'webSocketStage', stageName: 'prod'},
}

const usual: ExportOptions = {workingCopy: false, format: 'oas30', extensions: 'apigateway'}

async function exported(api: Api, options: Partial<ExportOptions> = {}): Promise<ExportedApi> {
  const clients = planeClients()
  await applied(clients, api, {stage: stages[api.kind]})
  return exportApi(clients, await liveApi(clients, api.kind), {...usual, ...options})
}

function imported({document}: ExportedApi, kind: 'rest' | 'http') {
  const parsed = parseDefinition({text: JSON.stringify(document), file: 'export.json'}).document
  if (parsed === undefined) throw new Error('The export is no document.')
  if (kind === 'http') return toHttpApi(parsed, {mode: 'import', basePath: 'ignore'}).api
  return toRestApi(parsed, {mode: 'import', basePath: 'ignore', documentation: 'explicit'}).api
}

for (const workingCopy of [true, false]) {
  const source = workingCopy ? 'a working copy' : 'a stage'
  test(`exportApi: the document of ${source} is imported as the same API`, async () => {
    const [rest, http] = [restApiOf(3), httpApiOf(3)]
    const [ofRest, ofHttp] = [await exported(rest, {workingCopy}), await exported(http, {workingCopy})]
    assert.deepEqual([ofRest.stage, ofHttp.stage], workingCopy ? [undefined, undefined] : ['prod', 'prod'])
    const [restAgain, httpAgain] = [imported(ofRest, 'rest'), imported(ofHttp, 'http')]
    if (restAgain?.kind !== 'rest' || httpAgain?.kind !== 'http') throw new Error('An export cannot be imported.')
    assert.deepEqual(restAgain.methods, rest.methods)
    assert.deepEqual(httpAgain.routes, http.routes)
  })
}

test('exportApi: a WebSocket API is the members of apigw.yaml', async () => {
  const {format, document} = await exported(webSocketApiOf(2))
  assert.equal(format, 'apigw.yaml')
  assert.deepEqual([document.type, Object.keys(document.routes as JsonObject)], ['websocket', Object.keys(webSocketApiOf(2).routes)]) // prettier-ignore
})

for (const workingCopy of [true, false]) {
  test(`exportApi: extensions can be left out, ${workingCopy ? 'working copy' : 'stage'}`, async () => {
    for (const api of [restApiOf(2), httpApiOf(2)]) {
      const {document} = await exported(api, {workingCopy, extensions: 'none'})
      assert.doesNotMatch(JSON.stringify(document), /x-amazon-apigateway-(?!any-method)/)
    }
    const {document} = await exported(restApiOf(2), {workingCopy, format: 'swagger2', extensions: 'integrations'})
    assert.equal(document.swagger, '2.0')
    assert.match(JSON.stringify(document), /x-amazon-apigateway-integration/)
  })
}

const refused: {name: string; api: Api; options: Partial<ExportOptions>; code: string}[] = [
  {name: 'Swagger of an HTTP stage', api: httpApiOf(1), options: {format: 'swagger2'}, code: 'EXPORT_FORMAT'},
  {name: 'some extensions of an HTTP stage', api: httpApiOf(1), options: {extensions: 'integrations'}, code: 'EXPORT_FORMAT'}, // prettier-ignore
  {name: 'Swagger of a WebSocket API', api: webSocketApiOf(1), options: {format: 'swagger2'}, code: 'EXPORT_FORMAT'},
  {name: 'a stage that is not there', api: restApiOf(1), options: {stageName: 'test'}, code: 'STAGE_NOT_FOUND'},
]

for (const {name, api, options, code} of refused) {
  test(`exportApi refuses ${name}`, async () => {
    await assert.rejects(exported(api, options), (error) => error instanceof ApigwError && error.code === code)
  })
}

test('exportText: JSON is asked for, or told by the name of the file', () => {
  const document = {info: {title: 'pets'}}
  const [yaml, json] = ['info:\n  title: pets\n', `${JSON.stringify(document, null, 2)}\n`]
  const texts = [{}, {out: 'a.yaml'}, {out: 'a.json'}, {syntax: 'json' as const}, {syntax: 'yaml' as const, out: 'a.json'}] // prettier-ignore
  assert.deepEqual(texts.map((options) => exportText(document, options)), [yaml, yaml, json, json, yaml]) // prettier-ignore
})
