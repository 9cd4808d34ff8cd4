import {between, stageVariables} from './fault.js'
import type {FieldTable, FieldValue, Values} from './field.js'

const arn = (value: FieldValue) =>
  typeof value === 'string' && value.startsWith('arn:') ? undefined : 'It is the ARN of a log group or stream.'

/** Which route the limits, logs and metrics of the same command are for. */
const route = {
  route: {
    input: 'text',
    description: 'route that limits, logs and metrics of this command are for (default: all routes of the stage)',
    helpValue: '"GET /pets"',
    offered: ({api}) => Object.keys(api.kind === 'rest' ? api.methods : api.routes),
  },
} as const satisfies FieldTable

/** Fields of `stage throttle`. */
export const throttleFields = {
  ...route,
  rateLimit: {input: 'number', description: 'requests per second', fault: between(0, 1_000_000)},
  burstLimit: {input: 'number', description: 'requests at once', fault: between(0, 1_000_000)},
  unlimited: {input: 'yesNo', description: "take the limits away, so that the account's hold"},
} as const satisfies FieldTable

/** Fields of `stage logs`. */
export const logFields = {
  ...route,
  accessLog: {
    input: 'text',
    description: 'log group or stream that gets a line for each request; empty ends it',
    helpValue: 'ARN',
    fault: arn,
  },
  accessLogFormat: {input: 'document', description: 'format of the lines, with $context variables'},
  executionLog: {
    input: 'choice',
    choices: ['off', 'error', 'info'],
    description: 'what each step of a request does',
    kinds: ['rest', 'websocket'],
  },
  dataTrace: {
    input: 'yesNo',
    description: 'write bodies into the execution log: they may hold secrets',
    kinds: ['rest', 'websocket'],
  },
  metrics: {input: 'yesNo', description: 'CloudWatch metrics for each route'},
} as const satisfies FieldTable

/** Fields of `stage tracing`. */
export const tracingFields = {
  tracing: {input: 'yesNo', description: 'X-Ray tracing', kinds: ['rest']},
} as const satisfies FieldTable

/** Fields of `stage vars set`. */
export const variableFields = {
  variable: {input: 'pairs', description: 'stage variable; an empty value takes it away', fault: stageVariables},
} as const satisfies FieldTable

/** Everything that a stage can be told. */
export const stageFields = {
  deployment: {
    input: 'text',
    description: 'deployment to serve: its id, or a stage that serves it (default for a new stage: the newest)',
    helpValue: 'ID|STAGE',
    from: 'deployments',
    usual: 'the newest',
    question: 'Which deployment shall it serve?',
    wanted: ({autoDeploy}, {deployments = []}) => autoDeploy !== true && deployments.length > 1,
  },
  autoDeploy: {
    input: 'yesNo',
    description: 'serve each change of the API at once',
    kinds: ['http', 'websocket'],
    question: 'Serve each change of the API at once?',
    wanted: () => true,
  },
  description: {input: 'text', description: 'what it is for'},
  ...variableFields,
  ...throttleFields,
  ...logFields,
  ...tracingFields,
} as const satisfies FieldTable

export type StageValues = Values<typeof stageFields>
