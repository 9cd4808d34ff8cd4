import assert from 'node:assert/strict'
import * as sdk from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import {restOperations} from '../../../../src/gateway/control/apigateway/operations.js'
import {testInvokeOperations} from '../../../../src/gateway/control/apigateway/test-invoke.js'
import {operationsOf} from '../../../../src/gateway/control/shape.js'
import {testControlPlane} from '../../../support/control-plane.js'
import {clientOptions} from '../../../support/in-process-aws.js'

type Answer = Record<string, unknown> & {$metadata: {httpStatusCode?: number}}
type Client = {send: (command: unknown) => Promise<Answer>}
type CommandType = new (input: object) => unknown

/** Operations of the service model without behaviour of this plane: they wait for the data plane. */
const missing = Object.keys(testInvokeOperations)

test('every other operation of the service model has behaviour', () => {
  const modelled = operationsOf('apigateway').map(({name}) => name)
  assert.deepEqual(
    modelled.filter((name) => restOperations[name] === undefined),
    missing,
  )
  assert.deepEqual(
    Object.keys(restOperations).filter((name) => !modelled.includes(name)),
    [],
  )
})

/** The SDK's own client in front of a control plane; remembers what was called. */
class Walk {
  readonly called = new Set<string>()
  readonly #client: Client

  constructor() {
    const {controlPlane} = testControlPlane({apigateway: restOperations})
    this.#client = new sdk.APIGatewayClient(clientOptions(controlPlane)) as Client
  }

  async call(name: string, input: object = {}): Promise<Answer> {
    const commands: Record<string, unknown> = sdk
    const command = commands[`${name}Command`] as CommandType
    this.called.add(name)
    const answer = await this.#client.send(new command(input))
    const expected = operationsOf('apigateway').find((operation) => operation.name === name)?.status
    assert.equal(answer.$metadata.httpStatusCode, expected, name)
    return answer
  }

  async text(name: string, input: object, member: string): Promise<string> {
    const value = (await this.call(name, input))[member]
    assert.ok(typeof value === 'string', `${name} answered no text in ${member}`)
    return value
  }
}

const replace = (path: string, value: string): object => ({patchOperations: [{op: 'replace', path, value}]})

test('the SDK client: every operation answers what the model allows', async () => {
  const walk = new Walk()
  const api = await walk.call('CreateRestApi', {name: 'pets', tags: {team: 'store'}})
  const restApiId = String(api['id'])
  assert.ok(api['createdDate'] instanceof Date)
  await walkDefinition(walk, restApiId, String(api['rootResourceId']))
  await walkStages(walk, restApiId)
  await walkAccount(walk, restApiId)
  await walk.call('DeleteRestApi', {restApiId})
  const uncalled = Object.keys(restOperations).filter((name) => !walk.called.has(name))
  assert.deepEqual(uncalled, [])
})

async function walkDefinition(walk: Walk, restApiId: string, rootId: string): Promise<void> {
  await walk.call('GetRestApis', {limit: 1})
  await walk.call('GetRestApi', {restApiId})
  await walk.call('UpdateRestApi', {restApiId, ...replace('/name', 'cats')})
  const resourceId = await walk.text('CreateResource', {restApiId, parentId: rootId, pathPart: 'pets'}, 'id')
  const method = {restApiId, resourceId, httpMethod: 'GET'}
  const validator = await walk.text('CreateRequestValidator', {restApiId, name: 'all'}, 'id')
  const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:auth'
  const authorizerUri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
  const source = {authorizerUri, identitySource: 'method.request.header.Authorization'}
  const authorizerId = await walk.text('CreateAuthorizer', {restApiId, name: 'a', type: 'TOKEN', ...source}, 'id')
  await walk.call('CreateModel', {restApiId, name: 'Pet', contentType: 'application/json', schema: '{"type":"object"}'})
  await walk.call('PutMethod', {...method, authorizationType: 'CUSTOM', authorizerId, requestValidatorId: validator})
  await walk.call('UpdateMethod', {...method, ...replace('/authorizationType', 'NONE')})
  await walk.call('PutMethodResponse', {...method, statusCode: '200', responseModels: {'application/json': 'Pet'}})
  await walk.call('UpdateMethodResponse', {...method, statusCode: '200'})
  await walk.call('GetMethodResponse', {...method, statusCode: '200'})
  await walk.call('PutIntegration', {...method, type: 'MOCK', requestTemplates: {'application/json': '{}'}})
  await walk.call('UpdateIntegration', {...method, ...replace('/timeoutInMillis', '1000')})
  await walk.call('PutIntegrationResponse', {...method, statusCode: '200', selectionPattern: ''})
  await walk.call('UpdateIntegrationResponse', {...method, statusCode: '200'})
  await walk.call('GetIntegrationResponse', {...method, statusCode: '200'})
  await walk.call('GetIntegration', method)
  await walk.call('GetMethod', method)
  await walk.call('GetResources', {restApiId, embed: ['methods']})
  await walk.call('GetResource', {restApiId, resourceId})
  await walk.call('UpdateResource', {restApiId, resourceId, ...replace('/pathPart', 'cats')})
  await walkRemovals(walk, restApiId, rootId)
  await walkParts(walk, restApiId, {requestValidatorId: validator, authorizerId})
}

async function walkRemovals(walk: Walk, restApiId: string, rootId: string): Promise<void> {
  const resourceId = await walk.text('CreateResource', {restApiId, parentId: rootId, pathPart: 'gone'}, 'id')
  const method = {restApiId, resourceId, httpMethod: 'PUT'}
  await walk.call('PutMethod', {...method, authorizationType: 'NONE'})
  await walk.call('PutMethodResponse', {...method, statusCode: '200'})
  await walk.call('PutIntegration', {...method, type: 'MOCK'})
  await walk.call('PutIntegrationResponse', {...method, statusCode: '200'})
  await walk.call('DeleteIntegrationResponse', {...method, statusCode: '200'})
  await walk.call('DeleteIntegration', method)
  await walk.call('DeleteMethodResponse', {...method, statusCode: '200'})
  await walk.call('DeleteMethod', method)
  await walk.call('DeleteResource', {restApiId, resourceId})
}

async function walkParts(
  walk: Walk,
  restApiId: string,
  ids: {requestValidatorId: string; authorizerId: string},
): Promise<void> {
  const gone = await walk.text('CreateRequestValidator', {restApiId, name: 'gone'}, 'id')
  await walk.call('GetRequestValidators', {restApiId})
  await walk.call('GetRequestValidator', {restApiId, ...ids})
  await walk.call('UpdateRequestValidator', {restApiId, ...ids, ...replace('/name', 'some')})
  await walk.call('DeleteRequestValidator', {restApiId, requestValidatorId: gone})
  await walk.call('GetAuthorizers', {restApiId})
  await walk.call('GetAuthorizer', {restApiId, ...ids})
  await walk.call('UpdateAuthorizer', {restApiId, ...ids, ...replace('/name', 'b')})
  await walk.call('DeleteAuthorizer', {restApiId, ...ids})
  await walk.call('GetModels', {restApiId})
  await walk.call('GetModel', {restApiId, modelName: 'Pet', flatten: true})
  await walk.call('GetModelTemplate', {restApiId, modelName: 'Pet'})
  await walk.call('UpdateModel', {restApiId, modelName: 'Pet', ...replace('/description', 'A pet')})
  await walk.call('DeleteModel', {restApiId, modelName: 'Empty'})
  const response = {restApiId, responseType: 'UNAUTHORIZED'}
  await walk.call('PutGatewayResponse', {...response, statusCode: '418'})
  await walk.call('GetGatewayResponses', {restApiId})
  await walk.call('GetGatewayResponse', response)
  await walk.call('UpdateGatewayResponse', {...response, ...replace('/statusCode', '419')})
  await walk.call('DeleteGatewayResponse', response)
  const part = {location: {type: 'API'}, properties: '{"description":"words"}'}
  const documentationPartId = await walk.text('CreateDocumentationPart', {restApiId, ...part}, 'id')
  await walk.call('GetDocumentationParts', {restApiId, locationStatus: 'DOCUMENTED'})
  await walk.call('GetDocumentationPart', {restApiId, documentationPartId})
  await walk.call('UpdateDocumentationPart', {restApiId, documentationPartId, ...replace('/properties', '{}')})
  await walk.call('DeleteDocumentationPart', {restApiId, documentationPartId})
}

const definition = {
  openapi: '3.0.1',
  info: {title: 'pets', version: '1'},
  paths: {
    '/': {
      get: {
        responses: {200: {description: 'ok'}},
        'x-amazon-apigateway-integration': {type: 'mock', responses: {default: {statusCode: '200'}}},
      },
    },
  },
}

async function walkStages(walk: Walk, restApiId: string): Promise<void> {
  const body = Buffer.from(JSON.stringify(definition))
  await walk.call('ImportRestApi', {body, parameters: {endpointConfigurationTypes: 'REGIONAL'}})
  await walk.call('PutRestApi', {restApiId, mode: 'merge', body})
  await walk.call('ImportDocumentationParts', {restApiId, body})
  const version = {restApiId, documentationVersion: 'v1'}
  await walk.call('CreateDocumentationVersion', version)
  await walk.call('GetDocumentationVersions', {restApiId})
  await walk.call('GetDocumentationVersion', version)
  await walk.call('UpdateDocumentationVersion', {...version, ...replace('/description', 'first')})
  await walk.call('DeleteDocumentationVersion', version)
  const deploymentId = await walk.text('CreateDeployment', {restApiId, stageName: 'dev'}, 'id')
  await walk.call('GetDeployments', {restApiId})
  await walk.call('GetDeployment', {restApiId, deploymentId, embed: ['apisummary']})
  await walk.call('UpdateDeployment', {restApiId, deploymentId, ...replace('/description', 'first')})
  const stage = {restApiId, stageName: 'prod'}
  await walk.call('CreateStage', {...stage, deploymentId, canarySettings: {percentTraffic: 12.5, deploymentId}})
  await walk.call('GetStages', {restApiId})
  await walk.call('GetStage', stage)
  await walk.call('UpdateStage', {...stage, ...replace('/*/*/throttling/rateLimit', '1.5')})
  await walk.call('FlushStageCache', stage)
  await walk.call('FlushStageAuthorizersCache', stage)
  const yaml = await walk.call('GetExport', {...stage, exportType: 'swagger', accepts: 'application/yaml'})
  assert.equal(yaml['contentDisposition'], 'attachment; filename="swagger_1.yaml"')
  assert.match(Buffer.from(yaml['body'] as Uint8Array).toString(), /^swagger: "2\.0"\n/)
  const client = await walk.call('GetSdk', {...stage, sdkType: 'javascript'})
  assert.deepEqual([...(client['body'] as Uint8Array).subarray(0, 2)], [...Buffer.from('PK')])
  await walk.call('DeleteStage', stage)
  const spare = await walk.text('CreateDeployment', {restApiId}, 'id')
  await walk.call('DeleteDeployment', {restApiId, deploymentId: spare})
}

async function walkAccount(walk: Walk, restApiId: string): Promise<void> {
  await walk.call('GetAccount')
  await walk.call('UpdateAccount', replace('/cloudwatchRoleArn', ''))
  await walkKeys(walk, restApiId)
  await walkDomains(walk, restApiId)
  const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/a/b']
  const vpcLinkId = await walk.text('CreateVpcLink', {name: 'link', targetArns}, 'id')
  await walk.call('GetVpcLinks')
  await walk.call('GetVpcLink', {vpcLinkId})
  await walk.call('UpdateVpcLink', {vpcLinkId, ...replace('/name', 'other')})
  await walk.call('DeleteVpcLink', {vpcLinkId})
  const clientCertificateId = await walk.text('GenerateClientCertificate', {}, 'clientCertificateId')
  await walk.call('GetClientCertificates')
  await walk.call('GetClientCertificate', {clientCertificateId})
  await walk.call('UpdateClientCertificate', {clientCertificateId, ...replace('/description', 'x')})
  await walk.call('DeleteClientCertificate', {clientCertificateId})
  const resourceArn = `arn:aws:apigateway:eu-west-1::/restapis/${restApiId}`
  await walk.call('TagResource', {resourceArn, tags: {a: 'b'}})
  await walk.call('GetTags', {resourceArn})
  await walk.call('UntagResource', {resourceArn, tagKeys: ['a', 'team']})
  await walk.call('GetSdkTypes')
  await walk.call('GetSdkType', {id: 'java'})
}

async function walkKeys(walk: Walk, restApiId: string): Promise<void> {
  const apiKey = await walk.text('CreateApiKey', {name: 'acme', enabled: true}, 'id')
  await walk.call('ImportApiKeys', {body: Buffer.from('name,key\nx,0123456789012345678901'), format: 'csv'})
  await walk.call('GetApiKeys', {includeValues: true, nameQuery: 'ac'})
  await walk.call('GetApiKey', {apiKey, includeValue: true})
  await walk.call('UpdateApiKey', {apiKey, ...replace('/name', 'other')})
  const quota = {limit: 10, period: 'WEEK'}
  const apiStages = [{apiId: restApiId, stage: 'dev'}]
  const usagePlanId = await walk.text('CreateUsagePlan', {name: 'basic', apiStages, quota}, 'id')
  await walk.call('GetUsagePlans')
  await walk.call('GetUsagePlan', {usagePlanId})
  await walk.call('UpdateUsagePlan', {
    usagePlanId,
    patchOperations: [{op: 'remove', path: '/apiStages', value: `${restApiId}:dev`}],
  })
  const member = {usagePlanId, keyId: apiKey}
  await walk.call('CreateUsagePlanKey', {...member, keyType: 'API_KEY'})
  await walk.call('GetUsagePlanKeys', {usagePlanId})
  await walk.call('GetUsagePlanKey', member)
  await walk.call('UpdateUsage', {...member, ...replace('/remaining', '5')})
  const {items} = await walk.call('GetUsage', {usagePlanId, startDate: '2023-11-14', endDate: '2023-11-14'})
  assert.deepEqual(items, {[apiKey]: [[0, 5]]})
  await walk.call('DeleteUsagePlanKey', member)
  await walk.call('DeleteUsagePlan', {usagePlanId})
  await walk.call('DeleteApiKey', {apiKey})
}

async function walkDomains(walk: Walk, restApiId: string): Promise<void> {
  const domainName = 'api.example.com'
  const certificateArn = 'arn:aws:acm:us-east-1:000000000000:certificate/a'
  await walk.call('CreateDomainName', {domainName, certificateArn})
  await walk.call('GetDomainNames')
  await walk.call('GetDomainName', {domainName})
  await walk.call('UpdateDomainName', {domainName, ...replace('/securityPolicy', 'TLS_1_0')})
  const mapping = {domainName, basePath: 'v1'}
  await walk.call('CreateBasePathMapping', {...mapping, restApiId})
  await walk.call('GetBasePathMappings', {domainName})
  await walk.call('GetBasePathMapping', mapping)
  await walk.call('UpdateBasePathMapping', {...mapping, ...replace('/stage', 'dev')})
  await walk.call('DeleteBasePathMapping', mapping)
  await walk.call('DeleteDomainName', {domainName})
  const domainNameArn = 'arn:aws:apigateway:eu-west-1:000000000000:/domainnames/in.example.com+abc'
  const source = {accessAssociationSourceType: 'VPCE', accessAssociationSource: 'vpce-1'}
  const member = 'domainNameAccessAssociationArn'
  const arn = await walk.text('CreateDomainNameAccessAssociation', {domainNameArn, ...source}, member)
  await walk.call('GetDomainNameAccessAssociations')
  await walk.call('RejectDomainNameAccessAssociation', {[member]: arn, domainNameArn})
  const other = await walk.text('CreateDomainNameAccessAssociation', {domainNameArn, ...source}, member)
  await walk.call('DeleteDomainNameAccessAssociation', {[member]: other})
}
