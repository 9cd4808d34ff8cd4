import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderProjectStatus} from '../../src/render/project-status.js'
import type {StatusView} from '../../src/render/project-status.js'

const absent: StatusView = {
  project: 'pets',
  target: 'aws',
  region: 'eu-west-1',
  stage: 'prod',
  state: 'absent',
  contentHash: 'aaaaaaaaaaaaaaaa',
  changes: {definition: 3, stage: 2},
}

const base: StatusView = {
  ...absent,
  state: 'current',
  changes: {definition: 0, stage: 0},
  apiId: 'a1b2',
  url: 'https://a1b2.execute-api.eu-west-1.amazonaws.com/prod',
  serves: {deploymentId: 'd1', contentHash: 'aaaaaaaaaaaaaaaa', deployedAtMs: Date.UTC(2026, 10, 21, 3, 4, 5)},
}

const cases = [
  {
    name: 'all agree',
    status: base,
    text: `pets, stage prod on AWS (eu-west-1)
  files  definition aaaaaaaaaaaa
  api    a1b2
  stage  serves definition aaaaaaaaaaaa, since 2026-11-21 03:04:05Z
  url    https://a1b2.execute-api.eu-west-1.amazonaws.com/prod
The stage serves what the files say.`,
  },
  {
    name: 'nothing is there yet',
    status: {...absent, target: 'local' as const},
    text: `pets, stage prod on the local gateway
  files  definition aaaaaaaaaaaa
  api    does not exist
  stage  does not exist
Not deployed yet: "apigw deploy --stage prod" does it.`,
  },
  {
    name: 'the files differ, and someone else deployed',
    status: {...base, state: 'changed' as const, changes: {definition: 1, stage: 2}, serves: {deploymentId: 'd1'}},
    text: `pets, stage prod on AWS (eu-west-1)
  files  definition aaaaaaaaaaaa
  api    a1b2
  stage  serves deployment d1, not made by apigw
  url    https://a1b2.execute-api.eu-west-1.amazonaws.com/prod
The files differ from the API in 1 thing: see "apigw plan --stage prod".`,
  },
  {
    name: 'the stage is behind and serves nothing',
    status: {...base, state: 'behind' as const, serves: {}},
    text: `pets, stage prod on AWS (eu-west-1)
  files  definition aaaaaaaaaaaa
  api    a1b2
  stage  serves nothing
  url    https://a1b2.execute-api.eu-west-1.amazonaws.com/prod
The stage is behind the API: "apigw deploy --stage prod" brings it up.`,
  },
]

for (const {name, status, text} of cases) {
  test(`renderProjectStatus: ${name}`, () => {
    assert.equal(renderProjectStatus(status, {colour: false}), text)
  })
}
