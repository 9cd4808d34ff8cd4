import assert from 'node:assert/strict'
import {
  CloudWatchClient,
  DashboardInvalidInputError,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch'
import {test} from 'vitest'
import {cloudwatchOperations} from '../../../../src/gateway/control/cloudwatch/operations.js'
import {refusal, testControlPlane, testNowMs} from '../../../support/control-plane.js'
import {clientOptions} from '../../../support/in-process-aws.js'

const DashboardBody = JSON.stringify({
  widgets: [
    {type: 'text', x: 0, y: 0, width: 6, height: 3, properties: {markdown: '# Pets'}},
    {type: 'metric', properties: {metrics: [['AWS/ApiGateway', 'Count', 'ApiName', 'pets']], region: 'eu-west-1'}},
  ],
})
const DashboardName = 'pets'
const DashboardArn = 'arn:aws:cloudwatch::000000000000:dashboard/pets'

function newClient(): CloudWatchClient {
  return new CloudWatchClient(clientOptions(testControlPlane({cloudwatch: cloudwatchOperations}).controlPlane))
}

test('a dashboard is kept, listed and deleted', async () => {
  const client = newClient()
  const {DashboardValidationMessages} = await client.send(new PutDashboardCommand({DashboardName, DashboardBody}))
  assert.deepEqual(DashboardValidationMessages, [])
  await client.send(new PutDashboardCommand({DashboardName: 'other', DashboardBody: '{"widgets":[]}'}))
  const {$metadata, ...dashboard} = await client.send(new GetDashboardCommand({DashboardName}))
  assert.equal($metadata.httpStatusCode, 200)
  assert.deepEqual(dashboard, {DashboardArn, DashboardBody, DashboardName})
  const {DashboardEntries} = await client.send(new ListDashboardsCommand({DashboardNamePrefix: 'p'}))
  const LastModified = new Date(Math.floor(testNowMs / 1000) * 1000)
  assert.deepEqual(DashboardEntries, [{DashboardName, DashboardArn, LastModified, Size: DashboardBody.length}])
  const deleteBoth = client.send(new DeleteDashboardsCommand({DashboardNames: [DashboardName, 'none']}))
  assert.equal(await refusal(deleteBoth), 'ResourceNotFound 404 Dashboard none does not exist')
  await client.send(new DeleteDashboardsCommand({DashboardNames: [DashboardName]}))
  const gone = client.send(new GetDashboardCommand({DashboardName}))
  assert.equal(await refusal(gone), 'ResourceNotFound 404 Dashboard pets does not exist')
})

const bodies: {body: string; messages: {DataPath: string; Message: string}[]}[] = [
  {body: '{', messages: [{DataPath: '/', Message: 'The field DashboardBody must be a valid JSON object'}]},
  {body: '[]', messages: [{DataPath: '/', Message: 'The field DashboardBody must be a valid JSON object'}]},
  {body: '{"widgets":{}}', messages: [{DataPath: '/widgets', Message: 'Should be array'}]},
  {
    body: '{"widgets":[{"type":"pie","properties":{}},{"properties":{}},{"type":"text"}]}',
    messages: [
      {DataPath: '/widgets/0/type', Message: 'Should be equal to one of the allowed values'},
      {DataPath: '/widgets/1', Message: "Should have required property 'type'"},
      {DataPath: '/widgets/2', Message: "Should have required property 'properties'"},
    ],
  },
]

for (const {body, messages} of bodies) {
  test(`no dashboard: ${body}`, async () => {
    try {
      await newClient().send(new PutDashboardCommand({DashboardName, DashboardBody: body}))
    } catch (error) {
      assert.ok(error instanceof DashboardInvalidInputError, String(error))
      assert.deepEqual(error.dashboardValidationMessages, messages)
      return
    }
    assert.fail('The dashboard was not refused.')
  })
}

test('a name of a dashboard has no spaces', async () => {
  const call = newClient().send(new PutDashboardCommand({DashboardName: 'my pets', DashboardBody}))
  assert.match(await refusal(call), /^InvalidParameterValueException 400 The value my pets for field DashboardName/)
})
