import assert from 'node:assert/strict'
import {
  CreatePortalCommand,
  CreatePortalProductCommand,
  CreateProductPageCommand,
  CreateProductRestEndpointPageCommand,
  DeletePortalCommand,
  DeletePortalProductCommand,
  DeletePortalProductSharingPolicyCommand,
  DisablePortalCommand,
  GetPortalCommand,
  GetPortalProductSharingPolicyCommand,
  GetProductPageCommand,
  GetProductRestEndpointPageCommand,
  ListPortalProductsCommand,
  ListPortalsCommand,
  ListProductPagesCommand,
  ListProductRestEndpointPagesCommand,
  PublishPortalCommand,
  PutPortalProductSharingPolicyCommand,
  UpdatePortalCommand,
  UpdateProductPageCommand,
  UpdateProductRestEndpointPageCommand,
} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {refusal, testNowMs, testV2Client} from '../../../support/control-plane.js'

const colors = {
  AccentColor: '#000000',
  BackgroundColor: '#ffffff',
  ErrorValidationColor: '#ff0000',
  HeaderColor: '#000000',
  NavigationColor: '#000000',
  TextColor: '#000000',
}
const content = {DisplayName: 'Pets', Theme: {CustomColors: colors}}

test('a portal keeps what it is given and remembers that it was published', async () => {
  const {client} = testV2Client()
  const {PortalId = ''} = await client.send(
    new CreatePortalCommand({Authorization: {None: {}}, EndpointConfiguration: {None: {}}, PortalContent: content}),
  )
  await client.send(new UpdatePortalCommand({PortalId, IncludedPortalProductArns: ['arn']}))
  await client.send(new PublishPortalCommand({PortalId, Description: 'first'}))
  const portal = await client.send(new GetPortalCommand({PortalId}))
  assert.deepEqual(
    {...portal, $metadata: undefined},
    {
      $metadata: undefined,
      Authorization: {None: {}},
      EndpointConfiguration: {
        PortalDefaultDomainName: `${PortalId}.portal.eu-west-1.on.aws`,
        PortalDomainHostedZoneId: 'Z0000000000000000000',
      },
      IncludedPortalProductArns: ['arn'],
      LastModified: new Date(testNowMs),
      LastPublished: new Date(testNowMs),
      LastPublishedDescription: 'first',
      PortalArn: `arn:aws:apigateway:eu-west-1:000000000000:/portals/${PortalId}`,
      PortalContent: content,
      PortalId,
      PublishStatus: 'PUBLISHED',
      Tags: {},
    },
  )
  await client.send(new DisablePortalCommand({PortalId}))
  assert.deepEqual(
    (await client.send(new ListPortalsCommand({}))).Items?.map((item) => item.PublishStatus),
    ['DISABLED'],
  )
  await client.send(new DeletePortalCommand({PortalId}))
  assert.match(await refusal(client.send(new GetPortalCommand({PortalId}))), /^NotFoundException 404/)
})

test('a product has pages, endpoint pages and a sharing policy, which go with it', async () => {
  const {client, store} = testV2Client()
  const {PortalProductId} = await client.send(new CreatePortalProductCommand({DisplayName: 'Pets'}))
  const labels = {PortalProductId}
  const {ProductPageId} = await client.send(
    new CreateProductPageCommand({...labels, DisplayContent: {Title: 'Start', Body: '# Pets'}}),
  )
  await client.send(
    new UpdateProductPageCommand({...labels, ProductPageId, DisplayContent: {Title: 'Begin', Body: '# Dogs'}}),
  )
  const IdentifierParts = {RestApiId: 'a', Stage: 'prod', Path: '/pets', Method: 'GET'}
  const {ProductRestEndpointPageId} = await client.send(
    new CreateProductRestEndpointPageCommand({...labels, RestEndpointIdentifier: {IdentifierParts}}),
  )
  const endpointPage = {...labels, ProductRestEndpointPageId}
  const DisplayContent = {Overrides: {OperationName: 'List pets'}}
  await client.send(new UpdateProductRestEndpointPageCommand({...endpointPage, DisplayContent, TryItState: 'ENABLED'}))
  await client.send(new PutPortalProductSharingPolicyCommand({...labels, PolicyDocument: '{}'}))
  assert.deepEqual(
    [
      (await client.send(new GetProductPageCommand({...labels, ProductPageId}))).DisplayContent,
      (await client.send(new ListProductPagesCommand(labels))).Items?.map(({PageTitle}) => PageTitle),
      (await client.send(new GetProductRestEndpointPageCommand(endpointPage))).DisplayContent,
      (await client.send(new ListProductRestEndpointPagesCommand(labels))).Items?.map((page) => [
        page.Endpoint,
        page.TryItState,
      ]),
      (await client.send(new GetPortalProductSharingPolicyCommand(labels))).PolicyDocument,
      (await client.send(new ListPortalProductsCommand({}))).Items?.map(({DisplayName}) => DisplayName),
    ],
    [
      {Title: 'Begin', Body: '# Dogs'},
      ['Begin'],
      {Endpoint: 'GET /pets', OperationName: 'List pets'},
      [['GET /pets', 'ENABLED']],
      '{}',
      ['Pets'],
    ],
  )
  await client.send(new DeletePortalProductSharingPolicyCommand(labels))
  assert.match(await refusal(client.send(new GetPortalProductSharingPolicyCommand(labels))), /^NotFoundException 404/)
  await client.send(new DeletePortalProductCommand(labels))
  const left = (['portalProduct', 'productPage', 'productRestEndpointPage', 'portalProductPolicy'] as const).flatMap(
    (kind) => store.all(kind),
  )
  assert.deepEqual(left, [])
})
