import assert from 'node:assert/strict'
import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateDomainNameCommand,
  CreateRestApiCommand,
  GetApiKeysCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway'
import {ApiGatewayV2Client, CreateApiCommand, GetApiCommand, GetApisCommand} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {serviceOperations} from '../../../src/gateway/control/operations.js'
import {refusal, testControlPlane} from '../../support/control-plane.js'
import {clientOptions} from '../../support/in-process-aws.js'

const places = [
  {accountId: '111111111111', region: 'eu-west-1'},
  {accountId: '111111111111', region: 'us-east-1'},
  {accountId: '222222222222', region: 'eu-west-1'},
]

/** Clients of one control plane, one pair for each place. An access key of twelve digits is that account. */
function clients() {
  const {controlPlane} = testControlPlane(serviceOperations)
  return places.map(({accountId, region}) => {
    const credentials = {accessKeyId: accountId, secretAccessKey: 'any'}
    const options = {...clientOptions(controlPlane), region, credentials}
    return {rest: new APIGatewayClient(options), v2: new ApiGatewayV2Client(options)}
  })
}

test('accounts and regions hold APIs and keys of one name side by side, and see only their own', async () => {
  const ids = new Set<string | undefined>()
  const all = clients()
  for (const {rest, v2} of all) {
    ids.add((await rest.send(new CreateRestApiCommand({name: 'pets'}))).id)
    ids.add((await v2.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))).ApiId)
    ids.add((await rest.send(new CreateApiKeyCommand({name: 'acme'}))).id)
  }
  assert.equal(ids.size, 9)
  for (const {rest, v2} of all) {
    const [apis, httpApis, keys] = [
      (await rest.send(new GetRestApisCommand({}))).items ?? [],
      (await v2.send(new GetApisCommand({}))).Items ?? [],
      (await rest.send(new GetApiKeysCommand({}))).items ?? [],
    ]
    assert.deepEqual([apis.length, httpApis.length, keys.length], [1, 1, 1])
  }
})

test('an API of another account or region is unknown, by whatever call', async () => {
  const [own, ...others] = clients()
  assert.ok(own)
  const {id: restApiId = ''} = await own.rest.send(new CreateRestApiCommand({name: 'pets'}))
  const {ApiId = ''} = await own.v2.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
  for (const {rest, v2} of others) {
    assert.match(await refusal(rest.send(new GetRestApiCommand({restApiId}))), /^NotFoundException 404 /)
    assert.match(await refusal(rest.send(new GetResourcesCommand({restApiId}))), /^NotFoundException 404 /)
    assert.match(await refusal(v2.send(new GetApiCommand({ApiId}))), /^NotFoundException 404 /)
  }
})

test('a custom domain name belongs to one account', async () => {
  const [own, , stranger] = clients()
  assert.ok(own && stranger)
  const domain = new CreateDomainNameCommand({
    domainName: 'api.example.com',
    regionalCertificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/a',
    endpointConfiguration: {types: ['REGIONAL']},
  })
  await own.rest.send(domain)
  assert.match(await refusal(stranger.rest.send(domain)), /^(BadRequest|Conflict)Exception 4\d\d The domain name/)
})
