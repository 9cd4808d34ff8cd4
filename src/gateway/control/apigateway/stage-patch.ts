import type {StageRecord} from '../../store/rest-records.js'
import type {OperationContext} from '../operation.js'
import {canaryRules, nothingToRemove, promote} from './canary-patch.js'
import {patchMethodSetting, removeMethodSetting} from './method-setting.js'
import {
  applyPatch,
  patchBoolean,
  replaceRule,
  type PatchInput,
  type PatchOperation,
  type PatchRule,
  type PatchTable,
} from './patch.js'
import {entryOf, nonEmpty, present, withEntry, without} from './present.js'
import {badRequest} from './refuse.js'
import type {ServiceError} from '../service-error.js'
import {checkLogging} from './stage-logging.js'
import {checkDeployment, checkVariables, withCacheCluster} from './stage-rules.js'

/** Word for word what AWS prints, its own missing commas included (recorded). */
const knownPaths =
  '[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]'

const logDestination =
  /^arn:[\w-]+:(logs:[\w-]+:\d{12}:log-group:\S+|firehose:[\w-]+:\d{12}:deliverystream\/amazon-apigateway-\S+)$/

/** Applies UpdateStage's operations to a stage of the API. */
export function patchStage(
  stage: StageRecord,
  {patchOperations = []}: PatchInput,
  context: OperationContext,
  restApiId: string,
): StageRecord {
  const table = stagePatch(context, restApiId)
  return patchOperations.reduce((current, operation) => {
    if (operation.op === 'copy') return promote(current, operation)
    checkLogging(operation, context)
    const changed = patchMethodSetting(current, operation) ?? removeMethodSetting(current, operation)
    return changed ?? applyPatch(current, {patchOperations: [operation]}, table)
  }, stage)
}

function stagePatch(context: OperationContext, restApiId: string): PatchTable<StageRecord> {
  const check = (deploymentId: string): void => checkDeployment(context, restApiId, deploymentId)
  return {
    refuse,
    rules: [
      replaceRule('/deploymentId', (stage, value = '') => {
        check(value)
        return {...stage, deploymentId: value}
      }),
      textRule('description'),
      replaceRule('/clientCertificateId', (stage, value = '') => withClientCertificate(stage, value, context)),
      replaceRule('/documentationVersion', (stage, value = '') => {
        checkDocumentationVersion(context, restApiId, value)
        return withText(stage, 'documentationVersion', value)
      }),
      replaceRule('/tracingEnabled', (stage, value) => ({...stage, tracingEnabled: patchBoolean(value)})),
      replaceRule('/cacheClusterEnabled', (stage, value) => withCacheCluster(stage, {enabled: patchBoolean(value)})),
      replaceRule('/cacheClusterSize', (stage, value) => withCacheCluster(stage, {size: value})),
      variableRule,
      {path: '/accessLogSettings', ops: {remove: removeAccessLog}},
      accessLogRule('destinationArn'),
      accessLogRule('format'),
      ...canaryRules(check),
    ],
  }
}

/** Wording by operation; replace names all paths there are. */
function refuse(operation: PatchOperation): ServiceError {
  const {op, path = 'null'} = operation
  if (/^\/accessLogSettings\/./.test(path)) {
    return badRequest(
      'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
    )
  }
  if (op === 'remove') return nothingToRemove(operation)
  if (op === 'replace') return badRequest(`Invalid method setting path: ${path}. Must be one of: ${knownPaths}`)
  return badRequest(`Invalid ${op} operation with path: ${path}`)
}

type TextMember = 'description' | 'clientCertificateId' | 'documentationVersion'

function withText(stage: StageRecord, member: TextMember, value: string): StageRecord {
  return value === '' ? without(stage, member) : {...stage, [member]: value}
}

function textRule(member: TextMember): PatchRule<StageRecord> {
  return replaceRule(`/${member}`, (stage, value = '') => withText(stage, member, value))
}

const variableRule: PatchRule<StageRecord> = {
  path: '/variables/{}',
  ops: {
    add: (stage, {names: [name = ''], value = ''}) => withVariables(stage, {...stage.variables, [name]: value}),
    replace: (stage, {names: [name = ''], value = ''}) => withVariables(stage, {...stage.variables, [name]: value}),
    remove: (stage, {names: [name = ''], operation}) => {
      if (entryOf(stage.variables, name) === undefined) throw nothingToRemove(operation)
      return withVariables(stage, withEntry(stage.variables, name, undefined))
    },
  },
}

function withVariables(stage: StageRecord, variables: Record<string, string> | undefined): StageRecord {
  checkVariables(variables)
  return present({...without(stage, 'variables'), variables: nonEmpty(variables)})
}

function accessLogRule(member: 'destinationArn' | 'format'): PatchRule<StageRecord> {
  const set = (stage: StageRecord, value: string | undefined): StageRecord => {
    if (value === undefined || value === '') throw badRequest('Access Log value must not be empty')
    if (member === 'destinationArn' && !logDestination.test(value)) {
      throw badRequest('Invalid ARN specified in the request')
    }
    return {...stage, accessLogSettings: {...stage.accessLogSettings, [member]: value}}
  }
  return {
    path: `/accessLogSettings/${member}`,
    ops: {
      add: (stage, {value}) => set(stage, value),
      replace: (stage, {value}) => set(stage, value),
      remove: (stage, {operation}) => {
        const settings = stage.accessLogSettings
        if (settings?.[member] === undefined) throw nothingToRemove(operation)
        return present({
          ...without(stage, 'accessLogSettings'),
          accessLogSettings: nonEmpty(without(settings, member)),
        })
      },
    },
  }
}

function removeAccessLog(stage: StageRecord, {operation}: {operation: PatchOperation}): StageRecord {
  if (stage.accessLogSettings === undefined) throw nothingToRemove(operation)
  return without(stage, 'accessLogSettings')
}

function withClientCertificate(stage: StageRecord, id: string, {store, scope}: OperationContext): StageRecord {
  if (id !== '' && store.get('clientCertificate', [scope.accountId, scope.region, id]) === undefined) {
    throw badRequest('Invalid client certificate identifier specified')
  }
  return withText(stage, 'clientCertificateId', id)
}

/** A stage shows the documentation of a version that exists. */
export function checkDocumentationVersion({store}: OperationContext, restApiId: string, version: string): void {
  if (version !== '' && store.get('documentationVersion', [restApiId, version]) === undefined) {
    throw badRequest('Invalid Documentation version specified')
  }
}
