import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

const prefix = 'arn:aws:apigateway:eu-west-1::'

/** Each makes a tagged thing and answers its path and how to read its tags back. */
const targets: {name: string; make: (caller: Caller) => {path: string; read: () => Members}}[] = [
  {
    name: 'an API',
    make: (caller) => {
      const {restApiId} = caller.restApi()
      return {path: `/restapis/${restApiId}`, read: () => caller.call('GetRestApi', {restApiId})}
    },
  },
  {
    name: 'a stage',
    make: (caller) => {
      const {restApiId} = caller.mockApi()
      caller.call('CreateDeployment', {restApiId, stageName: 'prod'})
      const read = (): Members => caller.call('GetStage', {restApiId, stageName: 'prod'})
      return {path: `/restapis/${restApiId}/stages/prod`, read}
    },
  },
  {
    name: 'a key',
    make: (caller) => {
      const apiKey = caller.text('CreateApiKey', {name: 'a'}, 'id')
      return {path: `/apikeys/${apiKey}`, read: () => caller.call('GetApiKey', {apiKey})}
    },
  },
  {
    name: 'a usage plan',
    make: (caller) => {
      const usagePlanId = caller.text('CreateUsagePlan', {name: 'a'}, 'id')
      return {path: `/usageplans/${usagePlanId}`, read: () => caller.call('GetUsagePlan', {usagePlanId})}
    },
  },
  {
    name: 'a domain name',
    make: (caller) => {
      const domainName = 'api.example.com'
      const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/a'
      caller.call('CreateDomainName', {domainName, certificateArn})
      return {path: `/domainnames/${domainName}`, read: () => caller.call('GetDomainName', {domainName})}
    },
  },
  {
    name: 'a VPC link',
    make: (caller) => {
      const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/a/b']
      const vpcLinkId = caller.text('CreateVpcLink', {name: 'a', targetArns}, 'id')
      return {path: `/vpclinks/${vpcLinkId}`, read: () => caller.call('GetVpcLink', {vpcLinkId})}
    },
  },
]

for (const {name, make} of targets) {
  test(`tags: ${name} is tagged, read and untagged`, () => {
    const caller = new Caller()
    const {path, read} = make(caller)
    const resourceArn = `${prefix}${path}`
    assert.deepEqual(caller.call('GetTags', {resourceArn}), {tags: {}})
    caller.call('TagResource', {resourceArn, tags: {team: 'store', cost: '1'}})
    caller.call('TagResource', {resourceArn, tags: {cost: '2'}})
    assert.deepEqual(caller.call('GetTags', {resourceArn}), {tags: {team: 'store', cost: '2'}})
    assert.deepEqual(read()['tags'], {team: 'store', cost: '2'})
    caller.call('UntagResource', {resourceArn, tagKeys: ['team', 'cost', 'never']})
    assert.deepEqual(caller.call('GetTags', {resourceArn}), {tags: {}})
  })
}

const refusals = [
  {resourceArn: 'arn:x', refusal: /^BadRequestException: Invalid ARN specified in the request$/},
  {resourceArn: `${prefix}/restapis/none`, refusal: /^NotFoundException/},
  {resourceArn: `${prefix}/restapis/none/stages/x`, refusal: /^NotFoundException/},
  {resourceArn: `${prefix}/constructor/x`, refusal: /^BadRequestException/},
  {resourceArn: 'arn:aws:apigateway:us-east-1::/restapis/x', refusal: /^BadRequestException/},
]

for (const {resourceArn, refusal} of refusals) {
  test(`tags: refuse ${resourceArn}`, () => assert.match(new Caller().refusal('GetTags', {resourceArn}), refusal))
}

const badTags: {tags: Record<string, string>; refusal: RegExp}[] = [
  {tags: {'aws:x': 'y'}, refusal: /reserved for system use/},
  {tags: {'a<b': 'y'}, refusal: /Invalid tag key: a<b/},
  {tags: {a: 'x'.repeat(257)}, refusal: /Invalid tag value for key: a/},
  {
    tags: Object.fromEntries(Array.from({length: 51}, (_, index) => [`k${index}`, 'v'])),
    refusal: /exceeds the limit of 50/,
  },
]

for (const {tags, refusal} of badTags) {
  test(`tags: refuse ${Object.keys(tags)[0] ?? ''}`, () => {
    assert.match(new Caller().refusal('CreateRestApi', {name: 'pets', tags}), refusal)
  })
}
