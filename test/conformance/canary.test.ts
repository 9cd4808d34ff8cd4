import {mock} from '../gateway/data/rest/rest-fixture.js'
import {exchanges, type Exchange} from './exchange.js'

const facts = {
  area: 'canary',
  source: 'localstack test_apigateway_canary.py, executions of canary deployments',
  recorded: '2025-05-30',
}

const template = '$stageVariables.color $stageVariables.size $stageVariables.own $context.isCanaryRequest'
const api = {routes: {'GET /': mock({responseTemplates: {'application/json': template}})}}
const variables = {color: 'red', size: 'small'}
const canarySettings = {
  deploymentId: 'dep2',
  percentTraffic: 50,
  useStageCache: false,
  stageVariableOverrides: {color: 'green', own: 'x'},
}

const cases: Exchange[] = [
  {
    ...facts,
    name: 'a stage without a canary says nothing of it',
    api,
    stage: {variables},
    seen: {status: 200, body: 'red small  '},
  },
  {
    ...facts,
    name: 'the stable side has its own variables',
    api,
    stage: {variables, canarySettings},
    seen: {status: 200, body: 'red small  false'},
  },
  {
    ...facts,
    name: 'the canary has its overrides on top, the other variables stay visible',
    api,
    stage: {variables, canarySettings},
    side: 'canary',
    seen: {status: 200, body: 'green small x true'},
  },
  {
    ...facts,
    name: 'a canary without overrides sees the variables of the stage',
    api,
    stage: {variables, canarySettings: {deploymentId: 'dep2', percentTraffic: 50, useStageCache: false}},
    side: 'canary',
    seen: {status: 200, body: 'red small  true'},
  },
]

exchanges(cases)
