import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import type {DeployedStage} from '../model/deployed-stage.js'
import type {JsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {RestStage, Stage} from '../model/stage.js'
import {withTexts} from './edit-live.js'
import type {FieldTable} from './field.js'
import type {Resource, Things} from './resource.js'
import {stageFields} from './stage-fields.js'
import type {StageValues} from './stage-fields.js'
import {v2Settings, withMethodSettings} from './stage-settings.js'

/** Stages of all three kinds of API: their settings, and which deployment they serve. */
export const stage: Resource<typeof stageFields> = stageWith(stageFields, [
  'prod pets --description "What everybody calls"',
  'prod pets --rate-limit 200 --burst-limit 400',
  'prod pets --route "GET /pets" --rate-limit 50 --burst-limit 50',
  'prod orders --auto-deploy',
])

/** The same with some of its settings: for verbs such as `stage throttle`. */
export function stageWith<Fields extends FieldTable>(fields: Fields, updates: readonly string[]): Resource<Fields> {
  return {
    noun: 'stage',
    plural: 'stages',
    one: 'a stage',
    kinds: ['rest', 'http', 'websocket'],
    nameIs: 'name of the stage',
    nameQuestion: 'What shall the stage be called?',
    toName,
    fields,
    things: stagesOf,
    // All these tables are parts of the one table of stages.
    put: (live, name, values) => putStage(live, name, values),
    remove: (live, name) =>
      withStages(
        live,
        live.stages.filter((each) => each.stage.stageName !== name),
      ),
    stageOf: (name) => name,
    columns: ['deployment', 'content', 'description'],
    row: ({deploymentId, contentHash, description}) => [deploymentId, contentHash, description].map(textOf),
    examples: {
      list: ['pets --region eu-west-1'],
      show: ['prod pets', '$default orders'],
      create: ['prod pets --variable alias=live', 'beta pets --deployment prod', '$default orders --auto-deploy'],
      update: updates,
      delete: ['beta pets --confirm beta'],
    },
  }
}

function stagesOf({stages}: LiveApi): Things {
  return Object.fromEntries(
    stages.map(({stage: settings, deploymentId, contentHash, deployedAtMs}): [string, JsonObject] => {
      return [settings.stageName, present({...omit(settings, 'kind'), deploymentId, contentHash, deployedAtMs})]
    }),
  )
}

/** Source: API reference, CreateStage: letters, digits, `-` and `_`; HTTP APIs have `$default` too. */
function toName(word: string, {kind}: LiveApi): string {
  if (/^[\w-]{1,128}$/.test(word) || (kind === 'http' && word === '$default')) return word
  throw new ApigwError({
    code: 'NAME_INVALID',
    exit: 'usage',
    what: `"${word}" cannot be the name of a stage.`,
    why: `AWS takes letters, digits, - and _${kind === 'http' ? ', or $default' : ''}.`,
    fix: 'Choose another name.',
  })
}

function putStage(live: LiveApi, name: string, values: StageValues): LiveApi {
  const before = live.stages.find(({stage: {stageName}}) => stageName === name)
  const settings = settled(before?.stage ?? newStage(live, name), values)
  const served = servedBy(live, before, settings, values)
  const after: DeployedStage = {stage: settings, ...served}
  const others = live.stages.filter((each) => each !== before)
  const stages = [...others, after].sort((one, other) => (one.stage.stageName < other.stage.stageName ? -1 : 1))
  return withStages(live, stages)
}

/** The kinds of API and stage go together; the compiler cannot see it. */
function withStages(live: LiveApi, stages: readonly DeployedStage[]): LiveApi {
  return {...live, stages}
}

function newStage({kind}: LiveApi, stageName: string): Stage {
  if (kind === 'rest') return {kind: 'restStage', stageName}
  return kind === 'http' ? {kind: 'httpStage', stageName} : {kind: 'webSocketStage', stageName}
}

function settled(stage: Stage, values: StageValues): Stage {
  const {description, accessLog, accessLogFormat} = values
  const shared = {
    description: description === '' ? undefined : (description ?? stage.description),
    accessLogSettings: accessLogOf(stage, accessLog, accessLogFormat),
  }
  if (stage.kind === 'restStage') return restSettings({...stage, ...present(shared)}, values, shared)
  const stageVariables = withTexts(stage.stageVariables ?? {}, values.variable)
  const edited = {
    ...stage,
    ...shared,
    autoDeploy: values.autoDeploy ?? stage.autoDeploy,
    stageVariables: Object.keys(stageVariables).length === 0 ? stage.stageVariables && {} : stageVariables,
    ...v2Settings(stage, values),
  }
  return present(edited)
}

function restSettings(
  stage: RestStage,
  values: StageValues,
  shared: {description: string | undefined; accessLogSettings: RestStage['accessLogSettings']},
): Stage {
  // prettier-ignore
  const variables = withTexts(stage.variables ?? {}, values.variable)
  return present({
    ...stage,
    ...shared,
    variables: Object.keys(variables).length === 0 ? stage.variables && {} : variables,
    tracingEnabled: values.tracing ?? stage.tracingEnabled,
    methodSettings: withMethodSettings(stage.methodSettings, values),
  })
}

function accessLogOf(
  stage: Stage,
  destination: string | undefined,
  format: string | undefined,
): Stage['accessLogSettings'] {
  if (destination === '') return undefined
  const before = stage.accessLogSettings
  if (destination === undefined && format === undefined) return before
  const destinationArn = destination ?? before?.destinationArn
  if (destinationArn === undefined) throw noDestination(stage.stageName)
  return {destinationArn, format: format ?? before?.format ?? usualFormat}
}

function noDestination(stageName: string): ApigwError {
  return new ApigwError({
    code: 'VALUE_MISSING',
    exit: 'usage',
    what: 'The destination of the access log is missing.',
    why: `The stage ${stageName} writes none so far, so that a format alone has no place to go.`,
    fix: 'Add --access-log ARN, with the ARN of a log group.',
  })
}

/** The members that most queries need. Source: developer guide, "Customize HTTP API access logs". */
const usualFormat =
  '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","routeKey":"$context.routeKey","status":"$context.status","protocol":"$context.protocol","responseLength":"$context.responseLength"}'

type Served = Omit<DeployedStage, 'stage'>

/** A stage that deploys by itself serves whatever the API is; any other one needs a deployment. */
function servedBy(
  live: LiveApi,
  before: DeployedStage | undefined,
  settings: Stage,
  {deployment}: StageValues,
): Served {
  const deploysItself = settings.kind !== 'restStage' && settings.autoDeploy === true
  if (deployment === undefined && before !== undefined) {
    return omit(before, 'stage')
  }
  if (deploysItself) return {}
  const found = deployment === undefined ? live.deployments?.[0] : findDeployment(live, deployment)
  if (found === undefined) throw noDeployment(live, settings.stageName)
  const {deploymentId, contentHash, createdAtMs} = found
  return present({deploymentId, contentHash, deployedAtMs: createdAtMs})
}

function findDeployment(live: LiveApi, word: string) {
  const {deployments = [], stages} = live
  const id = stages.find(({stage: {stageName}}) => stageName === word)?.deploymentId ?? word
  const found = deployments.find(({deploymentId}) => deploymentId === id)
  if (found !== undefined) return found
  const names = [
    ...stages.map(({stage: {stageName}}) => stageName),
    ...deployments.map(({deploymentId}) => deploymentId),
  ]
  const near = didYouMean(word, names)
  throw new ApigwError({
    code: 'DEPLOYMENT_NOT_FOUND',
    exit: 'failure',
    what: `${live.api.name} (${live.apiId}) has no deployment "${word}".`,
    why: 'A deployment is named by its id, or by a stage that serves it.',
    fix: near === undefined ? `Run "apigw deployment list ${live.apiId}".` : `Did you mean ${near}?`,
  })
}

function noDeployment({api, apiId}: LiveApi, stageName: string): ApigwError {
  return new ApigwError({
    code: 'DEPLOYMENT_NOT_FOUND',
    exit: 'failure',
    what: `${api.name} (${apiId}) has no deployment that the stage ${stageName} could serve.`,
    why: 'Nothing of it was ever deployed.',
    fix: `Deploy it and make the stage in one go: apigw deployment create ${apiId} --to ${stageName}`,
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Variables of a stage, whatever the kind of API calls them. */
export function variablesOf({stages}: LiveApi, name: string): Readonly<Record<string, string>> {
  const settings = stages.find(({stage: {stageName}}) => stageName === name)?.stage
  return (settings?.kind === 'restStage' ? settings.variables : settings?.stageVariables) ?? {}
}
