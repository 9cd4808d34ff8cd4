import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

test('the account: limits, and the role for logs', () => {
  const caller = new Caller()
  const account = {
    features: ['UsagePlans'],
    apiKeyVersion: '4',
    throttleSettings: {burstLimit: 5000, rateLimit: 10_000},
  }
  assert.deepEqual(caller.call('GetAccount'), account)
  const role = 'arn:aws:iam::111111111111:role/logs'
  const patch = (value: string): Members =>
    caller.call('UpdateAccount', {patchOperations: [{op: 'replace', path: '/cloudwatchRoleArn', value}]})
  assert.deepEqual(patch(role), {...account, cloudwatchRoleArn: role})
  assert.deepEqual(caller.call('GetAccount'), {...account, cloudwatchRoleArn: role})
  assert.deepEqual(patch(''), account)
  assert.match(
    caller.refusal('UpdateAccount', {patchOperations: [{op: 'remove', path: '/features', value: 'UsagePlans'}]}),
    /^BadRequest/,
  )
})

/** Recorded: localstack test_apigateway_api.snapshot.json, December 2025. */
test('VPC links: pending when made, available when looked at', () => {
  const caller = new Caller()
  const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/a/b']
  const created = caller.call('CreateVpcLink', {name: 'link', targetArns})
  const vpcLinkId = created['id']
  assert.deepEqual(created, {id: vpcLinkId, name: 'link', targetArns, status: 'PENDING'})
  const ready = {...created, status: 'AVAILABLE', statusMessage: 'Your vpc link is ready for use'}
  assert.deepEqual(caller.call('GetVpcLink', {vpcLinkId}), {...ready, tags: {}})
  assert.deepEqual(caller.call('GetVpcLinks'), {items: [ready]})
  const patchOperations = [{op: 'replace', path: '/name', value: 'link-updated'}]
  assert.deepEqual(caller.call('UpdateVpcLink', {vpcLinkId, patchOperations}), {
    ...ready,
    name: 'link-updated',
    tags: {},
  })
  caller.call('DeleteVpcLink', {vpcLinkId})
  for (const operation of ['GetVpcLink', 'UpdateVpcLink', 'DeleteVpcLink']) {
    assert.equal(
      caller.refusal(operation, {vpcLinkId}),
      'NotFoundException: Invalid Vpc Link identifier specified',
      operation,
    )
  }
  assert.equal(
    caller.refusal('CreateVpcLink', {name: 'x', targetArns: ['invalid-arn']}),
    'BadRequestException: Invalid ARN. ARN is not well formed invalid-arn',
  )
  assert.equal(caller.refusal('CreateVpcLink', {name: '', targetArns}), 'BadRequestException: Name cannot be empty')
})

test('VPC links that an integration uses stay', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.mockApi()
  const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/a/b']
  const vpcLinkId = caller.text('CreateVpcLink', {name: 'link', targetArns}, 'id')
  caller.call('PutIntegration', {
    restApiId,
    resourceId: rootId,
    httpMethod: 'GET',
    type: 'HTTP_PROXY',
    integrationHttpMethod: 'GET',
    uri: 'http://example.com',
    connectionType: 'VPC_LINK',
    connectionId: vpcLinkId,
  })
  assert.equal(
    caller.refusal('DeleteVpcLink', {vpcLinkId}),
    `BadRequestException: Cannot delete vpc link. Vpc link '${vpcLinkId}', is referenced in [GET:${rootId}] in format of [Method:Resource].`,
  )
})

test('SDK types: listed with their parameters', () => {
  const caller = new Caller()
  const {items} = caller.call('GetSdkTypes') as {items: {id: string}[]}
  assert.deepEqual(
    items.map(({id}) => id),
    ['android', 'javascript', 'java', 'objectivec', 'swift', 'ruby'],
  )
  assert.deepEqual(caller.call('GetSdkType', {id: 'javascript'})['configurationProperties'], [])
  assert.match(caller.refusal('GetSdkType', {id: 'cobol'}), /^NotFoundException/)
})
