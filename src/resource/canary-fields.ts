import {between, stageVariables} from './fault.js'
import type {FieldTable} from './field.js'

/** Fields of `canary update`. */
export const canaryFields = {
  percent: {input: 'number', description: 'share of the requests that the canary gets, in percent', fault: between(0, 100)}, // prettier-ignore
  variables: {
    input: 'pairs',
    description: 'stage variable that is different in the canary; an empty value takes it back',
    fault: stageVariables,
  },
  useStageCache: {input: 'yesNo', description: "let the canary use the stage's cache"},
} as const satisfies FieldTable

/** Fields of `canary start`. */
export const startFields = {
  ...canaryFields,
  percent: {
    ...canaryFields.percent,
    question: 'Which share of the requests, in percent (10)?',
    wanted: () => true,
  },
  variables: {
    ...canaryFields.variables,
    question: 'Which stage variables differ there (alias=next)?',
    wanted: () => true,
  },
  deployment: {
    input: 'text',
    description: 'deployment that the canary serves (default: a new one of the API as it is now)',
    helpValue: 'DEPLOYMENT',
    from: 'deployments',
    usual: 'a new one of the API as it is now',
    question: 'Which deployment shall the canary serve?',
    wanted: () => true,
    offered: ({deployments = []}) => deployments.map(({deploymentId}) => deploymentId),
  },
} as const satisfies FieldTable
