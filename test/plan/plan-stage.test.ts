import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Deployment} from '../../src/model/deployment.js'
import {newestDeployments} from '../../src/plan/plan-stage.js'
import {liveRest} from '../support/calls.js'

const made = (deploymentId: string, createdAtMs?: number): Deployment => ({
  deploymentId,
  ...(createdAtMs !== undefined && {createdAtMs}),
})

const cases: Readonly<Record<string, {deployments: Deployment[]; newest: string[]}>> = {
  none: {deployments: [], newest: []},
  'one after the other': {deployments: [made('b', 2000), made('a', 1000)], newest: ['b']},
  'two in one second, which is all that AWS tells': {
    deployments: [made('c', 2000), made('b', 2000), made('a', 1000)],
    newest: ['c', 'b'],
  },
}

for (const [title, {deployments, newest}] of Object.entries(cases)) {
  test(`newestDeployments: ${title}`, () => {
    assert.deepEqual(newestDeployments({...liveRest, deployments}).map(({deploymentId}) => deploymentId), newest) // prettier-ignore
  })
}

test('newestDeployments: an API that is not there has none', () => {
  assert.deepEqual(newestDeployments(undefined), [])
})
