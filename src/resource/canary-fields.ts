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
  deployment: {
    input: 'text',
    description: 'deployment that the canary serves (default: a new one of the API as it is now)',
    helpValue: 'DEPLOYMENT',
    offered: ({deployments = []}) => deployments.map(({deploymentId}) => deploymentId),
  },
} as const satisfies FieldTable
