import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderOutcome} from '../../src/render/outcome.js'
import type {OutcomeView} from '../../src/render/outcome.js'

const done: OutcomeView = {
  changes: 3,
  calls: 1,
  apiId: 'a1',
  contentHash: '0123456789abcdef',
  warnings: [],
  localWarnings: [],
}
const stage = {stageName: 'dev', url: 'http://127.0.0.1:4600/execute-api/a1/dev'}

const cases = [
  {
    name: 'a deploy names the stage and its address',
    outcome: {...done, stage},
    text: `Deployed to stage dev with 1 call.\n${stage.url}`,
  },
  {
    name: 'a deploy without changes says what the stage serves',
    outcome: {...done, changes: 0, calls: 0, stage},
    text: `Nothing to do: stage dev serves definition 0123456789ab already.\n${stage.url}`,
  },
  {
    name: 'an apply says that stages are not touched',
    outcome: {...done, changes: 1, calls: 2},
    text: 'Applied to API a1 with 2 calls.\nStages serve what they served before: "apigw deploy" publishes it.',
  },
  {
    name: 'an apply without changes',
    outcome: {...done, changes: 0, calls: 0},
    text: 'Nothing to do: API a1 is what the files say.',
  },
  {
    name: 'what will fail on this machine is told too',
    outcome: {...done, stage, localWarnings: ['GET /x: VPC link v1 has no address.']},
    text: `warning: GET /x: VPC link v1 has no address.\nDeployed to stage dev with 1 call.\n${stage.url}`,
  },
  {
    name: "AWS's reservations come first",
    outcome: {...done, changes: 0, warnings: ['More than one server provided. Ignoring all but the first one']},
    text: 'AWS notes: More than one server provided. Ignoring all but the first one\nNothing to do: API a1 is what the files say.',
  },
]

for (const {name, outcome, text} of cases) {
  test(`renderOutcome: ${name}`, () => {
    assert.equal(renderOutcome(outcome), text)
  })
}
