import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {associateCalls, disassociateCalls} from '../../src/account/web-acl.js'
import type {Watching} from '../../src/project/observe/observed-stage.js'
import {makeCalls} from '../../src/project/edit/make-calls.js'
import {openProtectedStage} from '../../src/resource-command/open-protected-stage.js'
import {jsonService} from '../support/json-service.js'
import type {JsonService} from '../support/json-service.js'
import {makeHttpApi, makeRestApi} from '../support/staged-apis.js'
import {planeClients} from '../support/plane-clients.js'

let service: JsonService | undefined

afterEach(() => service?.close())

/** APIs on the control plane of this process, and a stand-in of AWS WAF. */
async function watchingWith(answers: Parameters<typeof jsonService>[0], stageName = 'prod'): Promise<Watching> {
  service = await jsonService(answers)
  const clients = {...planeClients(), wafEndpoint: service.endpoint}
  await makeRestApi(clients, 'pets')
  await makeHttpApi(clients, 'orders')
  const askWhich = () => Promise.reject(new Error('nobody to ask'))
  const askStage = (_names: readonly string[], refusal: Error) => Promise.reject(refusal)
  return {clients, project: undefined, askWhich, askStage, isLocal: true, stageName, nowMs: () => Promise.resolve(0)}
}

test('a web ACL is put before a stage and taken away, by signed calls of AWS WAF', async () => {
  const watching = await watchingWith([
    {status: 200, body: {}},
    {status: 200, body: {}},
  ])
  const {clients, stage} = await openProtectedStage(watching, 'pets')
  const acl = `arn:aws:wafv2:${stage.region}:123456789012:regional/webacl/shop/0a1b2c3d`
  assert.deepEqual([stage.stageName, stage.webAclArn, disassociateCalls(stage)], ['prod', undefined, []])
  const calls = [...associateCalls(stage, acl), ...disassociateCalls({...stage, webAclArn: acl})]
  assert.deepEqual(associateCalls({...stage, webAclArn: acl}, acl), [])
  await makeCalls(clients, {names: ['prod'], calls}, {dryRun: false})
  const ResourceArn = `arn:aws:apigateway:${stage.region}::/restapis/${stage.restApiId}/stages/prod`
  const {seen = []} = service ?? {}
  assert.deepEqual(
    seen.map(({target, body}) => [target, body]),
    [
      ['AWSWAF_20190729.AssociateWebACL', {WebACLArn: acl, ResourceArn}],
      ['AWSWAF_20190729.DisassociateWebACL', {ResourceArn}],
    ],
  )
  assert.match(String(seen[0]?.authorization), new RegExp(`^AWS4-HMAC-SHA256 Credential=\\w+/\\d{8}/${stage.region}/wafv2/`)) // prettier-ignore
})

test('what AWS WAF refuses is told in its words', async () => {
  const watching = await watchingWith([{status: 400, body: {__type: 'com.amazonaws.wafv2#WAFNonexistentItemException', Message: 'no such ACL'}}]) // prettier-ignore
  const {clients, stage} = await openProtectedStage(watching, 'pets')
  const calls = associateCalls(stage, `arn:aws:wafv2:${stage.region}:123456789012:regional/webacl/shop/0a1b2c3d`)
  await assert.rejects(makeCalls(clients, {names: [], calls}, {dryRun: false}), /AssociateWebACL/)
})

const wrongAcls = [
  {name: 'one of CloudFront', arn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0a1b2c3d', why: /those of CloudFront are global/}, // prettier-ignore
  {name: 'one of another region', arn: 'arn:aws:wafv2:ap-south-1:123456789012:regional/webacl/shop/0a1b2c3d', why: /one of ap-south-1/}, // prettier-ignore
  {name: 'a name', arn: 'shop', why: /takes a regional web ACL/},
]

for (const {name, arn, why} of wrongAcls) {
  test(`${name} is refused before a call`, () => {
    const stage = {restApiId: 'a1', stageName: 'prod', region: 'eu-west-1', webAclArn: undefined}
    assert.throws(() => associateCalls(stage, arn), {code: 'VALUE_INVALID', why})
  })
}

test('HTTP APIs have no web ACL, stages are told by name, and the local gateway applies none', async () => {
  const watching = await watchingWith([])
  await assert.rejects(openProtectedStage(watching, 'orders'), {code: 'KIND_WITHOUT_PART', fix: /CloudFront/})
  await assert.rejects(openProtectedStage({...watching, stageName: 'prd'}, 'pets'), {code: 'STAGE_NOT_FOUND'})
  const {clients} = watching
  await assert.rejects(openProtectedStage({...watching, clients: {...clients, wafEndpoint: undefined}}, 'pets'), {code: 'WAF_NOT_LOCAL'}) // prettier-ignore
})
