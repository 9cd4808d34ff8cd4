import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {parseSettings} from '../../src/config/parse-settings.js'
import {resolveTarget} from '../../src/config/resolve-target.js'
import type {TargetSources} from '../../src/config/resolve-target.js'

const file = 'apigw.yaml'

function project(text: string): NonNullable<TargetSources['project']> {
  const {settings, problems} = parseSettings(`name: pets\n${text}`, file)
  if (settings === undefined) throw new Error(JSON.stringify(problems))
  return {settings, file}
}

const stages = project(`
region: eu-west-3
defaultStage: dev
stages:
  dev: {target: local}
  prod: {target: aws, region: eu-west-1, profile: pets-prod, accountId: 123456789012, apiId: abc, endpoint: 'https://x.test'}
  bare: {}
  hinted: {region: eu-north-1}
`)

const user = {settings: {region: 'ap-south-1', profile: 'mine', target: 'aws' as const}, file: 'config.yaml'}

const cases: {
  name: string
  sources: Partial<TargetSources>
  expected: Record<string, [value: string, origin: string]>
}[] = [
  {
    name: 'the default stage of a project, local',
    sources: {project: stages},
    expected: {
      stageName: ['dev', 'project apigw.yaml defaultStage'],
      target: ['local', 'stage apigw.yaml stages.dev.target'],
      region: ['eu-west-3', 'project apigw.yaml region'],
      accountId: ['000000000000', 'default account of the local gateway'],
    },
  },
  {
    name: 'everything of a stage',
    sources: {project: stages, flags: {stage: 'prod'}, user},
    expected: {
      stageName: ['prod', 'flag --stage'],
      target: ['aws', 'stage apigw.yaml stages.prod.target'],
      region: ['eu-west-1', 'stage apigw.yaml stages.prod.region'],
      profile: ['pets-prod', 'stage apigw.yaml stages.prod.profile'],
      accountId: ['123456789012', 'stage apigw.yaml stages.prod.accountId'],
      apiId: ['abc', 'stage apigw.yaml stages.prod.apiId'],
      endpoint: ['https://x.test', 'stage apigw.yaml stages.prod.endpoint'],
    },
  },
  {
    name: 'flags before everything, then the environment',
    sources: {
      project: stages,
      flags: {stage: 'prod', region: 'us-east-2', target: 'local'},
      env: {
        APIGW_REGION: 'us-west-1',
        APIGW_PROFILE: 'ci',
        APIGW_STAGE: 'dev',
        APIGW_API_ID: 'def',
        APIGW_ENDPOINT: '',
      },
    },
    expected: {
      stageName: ['prod', 'flag --stage'],
      target: ['local', 'flag --target'],
      region: ['us-east-2', 'flag --region'],
      profile: ['ci', 'environment APIGW_PROFILE'],
      accountId: ['123456789012', 'stage apigw.yaml stages.prod.accountId'],
      apiId: ['def', 'environment APIGW_API_ID'],
      endpoint: ['https://x.test', 'stage apigw.yaml stages.prod.endpoint'],
    },
  },
  {
    name: 'a flag that took its value from the environment',
    sources: {flags: {region: 'us-west-1'}, env: {APIGW_REGION: 'us-west-1'}},
    expected: {target: ['aws', 'default outside a project'], region: ['us-west-1', 'environment APIGW_REGION']},
  },
  {
    name: "the user's file, then AWS's environment",
    sources: {
      user: {settings: {profile: 'mine'}, file: 'config.yaml'},
      env: {AWS_REGION: 'eu-west-2', AWS_PROFILE: 'other'},
    },
    expected: {
      target: ['aws', 'default outside a project'],
      region: ['eu-west-2', 'environment AWS_REGION'],
      profile: ['mine', 'user config.yaml profile'],
    },
  },
  {
    name: 'a stage with nothing of AWS in it stays on this machine',
    sources: {project: project('stages: {bare: {}}')},
    expected: {
      stageName: ['bare', 'default the only stage'],
      target: ['local', 'default the stage has no AWS settings'],
      region: ['us-east-1', 'default region of the local gateway'],
      accountId: ['000000000000', 'default account of the local gateway'],
    },
  },
  {
    name: 'a stage with a region is on AWS',
    sources: {project: stages, env: {APIGW_STAGE: 'hinted'}},
    expected: {
      stageName: ['hinted', 'environment APIGW_STAGE'],
      target: ['aws', 'default the stage has AWS settings'],
      region: ['eu-north-1', 'stage apigw.yaml stages.hinted.region'],
    },
  },
  {
    name: 'a project without stages',
    sources: {project: project('')},
    expected: {
      stageName: ['dev', 'default stage "dev"'],
      target: ['local', 'default the stage has no AWS settings'],
      region: ['us-east-1', 'default region of the local gateway'],
      accountId: ['000000000000', 'default account of the local gateway'],
    },
  },
]

for (const {name, sources, expected} of cases) {
  test(`resolveTarget: ${name}`, () => {
    const {origins, ...values} = resolveTarget({flags: {}, env: {}, ...sources})
    const found = Object.entries(values).map(([key, value]) => [
      key,
      [value, Object.values(origins[key] ?? {}).join(' ')],
    ])
    assert.deepEqual(Object.fromEntries(found), expected)
  })
}

const errors = [
  {
    name: 'a stage that is not there',
    sources: {project: stages, flags: {stage: 'prdo'}},
    code: 'STAGE_UNKNOWN',
    fix: 'Did you mean "prod"?',
  },
  {
    name: 'a bad target',
    sources: {env: {APIGW_TARGET: 'cloud'}},
    code: 'TARGET_UNKNOWN',
    fix: 'Set APIGW_TARGET to one of them.',
  },
]

for (const {name, sources, code, fix} of errors) {
  test(`resolveTarget: refuses ${name}`, () => {
    assert.throws(
      () => resolveTarget({flags: {}, env: {}, ...sources}),
      (error) => {
        assert.ok(error instanceof ApigwError)
        assert.deepEqual({code: error.code, exit: error.exit, fix: error.fix}, {code, exit: 'usage', fix})
        return true
      },
    )
  })
}
