import assert from 'node:assert/strict'
import {
  CreatePortalProductCommand,
  CreateStageCommand,
  CreateVpcLinkCommand,
  DeleteVpcLinkCommand,
  GetApiCommand,
  GetTagsCommand,
  GetVpcLinkCommand,
  GetVpcLinksCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateVpcLinkCommand,
} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal, testNowMs, testV2Client} from '../../../support/control-plane.js'
import {addRoute, testHttpApi} from '../../../support/http-api.js'

const prefix = 'arn:aws:apigateway:eu-west-1::'

test('APIs, stages, VPC links and portal products are tagged by their ARNs', async () => {
  const {client, ApiId} = await testHttpApi()
  await client.send(new CreateStageCommand({ApiId, StageName: '$default'}))
  const {VpcLinkId = ''} = await client.send(new CreateVpcLinkCommand({Name: 'link', SubnetIds: ['subnet-1']}))
  const {PortalProductId = ''} = await client.send(new CreatePortalProductCommand({DisplayName: 'pets'}))
  const paths = [
    `/apis/${ApiId}`,
    `/apis/${ApiId}/stages/$default`,
    `/vpclinks/${VpcLinkId}`,
    `/portalproducts/${PortalProductId}`,
  ]
  for (const path of paths) {
    const ResourceArn = prefix + path
    await client.send(new TagResourceCommand({ResourceArn, Tags: {team: 'store', cost: '1'}}))
    await client.send(new TagResourceCommand({ResourceArn, Tags: {cost: '2'}}))
    await client.send(new UntagResourceCommand({ResourceArn, TagKeys: ['team']}))
    assert.deepEqual((await client.send(new GetTagsCommand({ResourceArn}))).Tags, {cost: '2'}, path)
  }
  assert.deepEqual((await client.send(new GetApiCommand({ApiId}))).Tags, {cost: '2'})
})

const refused = [
  {
    name: 'an unknown API',
    arn: `${prefix}/apis/unknown`,
    answer: `NotFoundException 404 Invalid resource identifier specified: ${prefix}/apis/unknown`,
  },
  {
    name: 'another region',
    arn: 'arn:aws:apigateway:us-east-1::/apis/x',
    answer: 'BadRequestException 400 Invalid ARN specified in the request',
  },
  {name: 'no ARN', arn: 'pets', answer: 'BadRequestException 400 Invalid ARN specified in the request'},
]

for (const {name, arn, answer} of refused) {
  test(`GetTags of ${name} is refused`, async () => {
    assert.equal(await refusal(testV2Client().client.send(new GetTagsCommand({ResourceArn: arn}))), answer)
  })
}

test('a VPC link is available at once, renamed, and kept while an integration uses it', async () => {
  const api = await testHttpApi()
  const {client, ApiId, store} = api
  const created = await client.send(
    new CreateVpcLinkCommand({Name: 'link', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1']}),
  )
  const {VpcLinkId = ''} = created
  assert.deepEqual(
    {...created, $metadata: undefined},
    {
      $metadata: undefined,
      CreatedDate: new Date(testNowMs),
      Name: 'link',
      SecurityGroupIds: ['sg-1'],
      SubnetIds: ['subnet-1'],
      Tags: {},
      VpcLinkId,
      VpcLinkStatus: 'AVAILABLE',
      VpcLinkStatusMessage: 'VPC link is ready to route traffic',
      VpcLinkVersion: 'V2',
    },
  )
  await client.send(new UpdateVpcLinkCommand({VpcLinkId, Name: 'renamed'}))
  assert.deepEqual(
    (await client.send(new GetVpcLinksCommand({}))).Items?.map(({Name}) => Name),
    ['renamed'],
  )
  await addRoute(api, 'GET /pets')
  const [integration] = store.list('integration', [ApiId])
  assert.ok(integration)
  const key = [ApiId, integration.integrationId]
  store.transaction(() => store.put('integration', key, {...integration, connectionId: VpcLinkId}))
  assert.match(
    await refusal(client.send(new DeleteVpcLinkCommand({VpcLinkId}))),
    /^BadRequestException 400 Cannot delete vpc link/,
  )
  store.transaction(() => store.put('integration', key, integration))
  await client.send(new DeleteVpcLinkCommand({VpcLinkId}))
  assert.equal(
    await refusal(client.send(new GetVpcLinkCommand({VpcLinkId}))),
    `NotFoundException 404 Invalid VpcLink identifier specified ${VpcLinkId}`,
  )
})
