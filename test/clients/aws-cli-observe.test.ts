import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {zipSync} from 'fflate'
import {afterAll, beforeAll, describe, test} from 'vitest'
import {startGateway, type Gateway} from '../../src/gateway/server.js'
import {atEndpoint, awsProgram, runSteps, type Step} from './aws-cli.js'

const role = 'arn:aws:iam::000000000000:role/lambda'
// A period of a day: none ends while the walk lasts, so that nothing but the walk changes the state.
const alarmed =
  '--statistic Sum --period 86400 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold'

const cloudwatch: Step[] = [
  {argv: 'put-metric-data --namespace Pets --metric-name Errors --value 5 --dimensions Stage=dev'},
  {argv: 'list-metrics --namespace Pets --query Metrics[0]', shows: {MetricName: 'Errors', Namespace: 'Pets'}},
  {
    argv: `put-metric-alarm --alarm-name errors --namespace Pets --metric-name Errors --dimensions Name=Stage,Value=dev ${alarmed}`,
    more: ['--alarm-actions', 'arn:aws:sns:us-east-1:000000000000:ops', '--treat-missing-data', 'notBreaching'],
  },
  {
    argv: 'describe-alarms --alarm-names errors --query MetricAlarms[0]',
    shows: {AlarmName: 'errors', Threshold: 1, TreatMissingData: 'notBreaching', ActionsEnabled: true},
  },
  {
    argv: 'describe-alarms-for-metric --namespace Pets --metric-name Errors --dimensions Name=Stage,Value=dev --query MetricAlarms[0]',
    shows: {AlarmName: 'errors'},
  },
  {argv: 'disable-alarm-actions --alarm-names errors'},
  {argv: 'set-alarm-state --alarm-name errors --state-value ALARM --state-reason drill'},
  {
    argv: 'describe-alarm-history --alarm-name errors --history-item-type StateUpdate --query AlarmHistoryItems[0]',
    shows: {HistorySummary: 'Alarm updated from OK to ALARM'},
  },
  {argv: `put-metric-alarm --alarm-name bad ${alarmed}`, fails: 'ValidationError'},
  {argv: 'set-alarm-state --alarm-name none --state-value OK --state-reason x', fails: 'ResourceNotFound'},
  {argv: 'put-dashboard --dashboard-name pets', more: ['--dashboard-body', '{"widgets":[]}']},
  {argv: 'get-dashboard --dashboard-name pets', shows: {DashboardBody: '{"widgets":[]}'}},
  {argv: 'list-dashboards --query DashboardEntries[0]', shows: {DashboardName: 'pets', Size: 14}},
  {argv: 'put-dashboard --dashboard-name pets --dashboard-body pets', fails: 'InvalidParameterInput'},
  {argv: 'delete-dashboards --dashboard-names pets'},
  {argv: 'get-dashboard --dashboard-name pets', fails: 'ResourceNotFound'},
  {argv: 'delete-alarms --alarm-names errors'},
]

const logs: Step[] = [
  {argv: 'create-log-group --log-group-name /pets --tags team=store'},
  {argv: 'create-log-group --log-group-name /pets', fails: 'ResourceAlreadyExistsException'},
  {argv: 'create-log-stream --log-group-name /pets --log-stream-name one'},
  {
    argv: `put-log-events --log-group-name /pets --log-stream-name one --log-events timestamp=${Date.now()},message=hello`,
  },
  {argv: 'put-retention-policy --log-group-name /pets --retention-in-days 7'},
  {
    argv: 'describe-log-groups --log-group-name-prefix /pets --query logGroups[0]',
    shows: {logGroupName: '/pets', retentionInDays: 7, storedBytes: 31},
  },
  {argv: 'describe-log-streams --log-group-name /pets --query logStreams[0]', shows: {logStreamName: 'one'}},
  {
    argv: 'filter-log-events --log-group-name /pets --filter-pattern hell --query events[0]',
    shows: {message: 'hello', logStreamName: 'one'},
  },
  {
    argv: 'filter-log-events --log-group-name /pets --filter-pattern',
    more: ['{ $.a'],
    fails: 'InvalidParameterException',
  },
  {argv: 'get-log-events --log-group-name /pets --log-stream-name one --query events[0]', shows: {message: 'hello'}},
  {argv: 'tail /pets --since 1h'},
  {argv: 'delete-retention-policy --log-group-name /pets'},
  {argv: 'delete-log-stream --log-group-name /pets --log-stream-name one'},
  {argv: 'delete-log-group --log-group-name /pets'},
  {argv: 'tail /pets', fails: 'ResourceNotFoundException'},
]

const lambda: Step[] = [
  {
    argv: `create-function --function-name colour --runtime nodejs20.x --handler index.handler --role ${role} --publish --zip-file`,
    more: ['fileb://{zip}'],
    shows: {FunctionName: 'colour', Version: '1', State: 'Active'},
  },
  {
    argv: 'create-alias --function-name colour --name live --function-version 1',
    keep: {alias: 'AliasArn'},
    shows: {Name: 'live', FunctionVersion: '1'},
  },
  {argv: 'invoke --function-name {alias} {out}', shows: {StatusCode: 200, ExecutedVersion: '1'}},
  {argv: 'invoke --function-name colour --invocation-type DryRun {out}', shows: {StatusCode: 204}},
  {argv: 'update-function-configuration --function-name colour --timeout 9', shows: {Timeout: 9}},
  {argv: 'publish-version --function-name colour', shows: {Version: '2', Timeout: 9}},
  {
    argv: 'update-alias --function-name colour --name live --routing-config AdditionalVersionWeights={2=0.5}',
    shows: {RoutingConfig: {AdditionalVersionWeights: {'2': 0.5}}},
  },
  {argv: 'get-alias --function-name colour --name live', shows: {AliasArn: '{alias}'}},
  {argv: 'list-aliases --function-name colour --query Aliases[0]', shows: {Name: 'live'}},
  {argv: 'list-versions-by-function --function-name colour --query Versions[-1]', shows: {Version: '2'}},
  {
    argv: 'add-permission --function-name colour --qualifier live --statement-id api --action lambda:InvokeFunction --principal apigateway.amazonaws.com',
  },
  {argv: 'get-policy --function-name {alias}'},
  {argv: 'get-policy --function-name colour', fails: 'ResourceNotFoundException'},
  {argv: 'remove-permission --function-name colour --qualifier live --statement-id api'},
  {argv: 'delete-function --function-name colour --qualifier 1', fails: 'ResourceConflictException'},
  {argv: 'delete-alias --function-name colour --name live'},
  {argv: 'get-alias --function-name colour --name live', fails: 'ResourceNotFoundException'},
  {argv: 'delete-function --function-name colour'},
]

describe.skipIf(awsProgram === undefined)('the AWS CLI (skipped where it is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-test-cli-'))
  const zip = join(folder, 'code.zip')
  let gateway: Gateway | undefined

  beforeAll(async () => {
    gateway = await startGateway({port: 0, version: 'test'})
    const code = 'export const handler = async (event, context) => context.functionVersion'
    writeFileSync(zip, zipSync({'index.mjs': Buffer.from(code)}))
  })
  afterAll(async () => {
    await gateway?.close()
    rmSync(folder, {recursive: true, force: true})
  })

  const fill = (text: string): string => text.replace('{zip}', zip).replace('{out}', join(folder, 'out'))
  const walks = {cloudwatch, logs, lambda}

  for (const [service, steps] of Object.entries(walks)) {
    test.concurrent(`walks through ${service}`, {timeout: 300_000}, async () => {
      const url = gateway?.url ?? ''
      const filled = steps.map((step) => ({...step, argv: fill(step.argv), more: step.more?.map(fill) ?? []}))
      assert.equal(await runSteps(awsProgram ?? '', url, atEndpoint(url, service, filled)), steps.length)
    })
  }
})
