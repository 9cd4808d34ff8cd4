import {present} from '../../../model/present.js'
import type {FunctionAliasRecord} from '../../store/function-record.js'
import {versionOf} from '../../store/function-version.js'
import {tokenPage} from '../cloudwatch/token-page.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkRevision, findFunction, functionKey, functionNotFound} from './find-function.js'

type Weights = Readonly<Record<string, number>>
type Settings = {
  functionVersion?: string
  description?: string
  routingConfig?: {additionalVersionWeights?: Weights}
  revisionId?: string
}
type Named = {functionName: string; name: string}

function createAlias(input: Named & Settings & {functionVersion: string}, context: OperationContext): Members {
  const {name, functionVersion, description = '', routingConfig} = input
  checkName(name)
  const {key, arn} = findFunction(context, input.functionName)
  if (context.store.get('functionAlias', [...key, name]) !== undefined) {
    throw new ServiceError('ResourceConflictException', `Alias already exists: ${arn}:${name}`)
  }
  const weights = routingConfig?.additionalVersionWeights ?? {}
  return put({name, functionVersion, description, weights}, {key, arn}, context)
}

function updateAlias(input: Named & Settings, context: OperationContext): Members {
  const {key, arn, alias} = findAlias(input, context, 'Alias not found')
  checkRevision(input.revisionId, alias.revisionId, 'GetFunction/GetAlias')
  const weights =
    input.routingConfig === undefined ? alias.additionalVersionWeights : input.routingConfig.additionalVersionWeights
  const changed = {
    name: alias.name,
    functionVersion: input.functionVersion ?? alias.functionVersion,
    description: input.description ?? alias.description,
    weights: weights ?? {},
  }
  return put(changed, {key, arn}, context)
}

type Wanted = {name: string; functionVersion: string; description: string; weights: Weights}
type Place = {key: readonly string[]; arn: string}

function put({weights, ...wanted}: Wanted, {key, arn}: Place, context: OperationContext): Members {
  checkVersion(wanted.functionVersion, {key, arn}, context)
  checkWeights(wanted.functionVersion, weights, {key, arn}, context)
  const alias: FunctionAliasRecord = {
    ...wanted,
    ...(Object.keys(weights).length > 0 && {additionalVersionWeights: weights}),
    revisionId: context.newId(32),
  }
  context.store.put('functionAlias', [...key, wanted.name], alias)
  return aliasAnswer(alias, arn)
}

function checkName(name: string): void {
  if (/^(?!\d+$)[\w-]{1,128}$/.test(name)) return
  throw violation(name, 'name', '(?!^[0-9]+$)([a-zA-Z0-9-_]+)')
}

function checkVersion(version: string, {key, arn}: Place, {store}: OperationContext): void {
  if (!/^(?:\$LATEST|\d+)$/.test(version)) throw violation(version, 'functionVersion', String.raw`(\$LATEST|[0-9]+)`)
  if (versionOf(store, key, version, 1) === undefined) throw functionNotFound(`${arn}:${version}`)
}

/** Texts as recorded in localstack/localstack, tests/aws/services/lambda_ (2024). */
function checkWeights(functionVersion: string, weights: Weights, place: Place, context: OperationContext): void {
  const [first, second] = Object.entries(weights)
  if (first === undefined) return
  if (second !== undefined) {
    throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1')
  }
  const [version, weight] = first
  if (weight < 0 || weight > 1) {
    const message = `1 validation error detected: Value '{${version}=${weight}}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]`
    throw new ServiceError('ValidationException', message)
  }
  if (version === functionVersion) {
    throw invalid(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    )
  }
  if (version === '$LATEST' || functionVersion === '$LATEST') {
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version')
  }
  checkVersion(version, place, context)
}

function getAlias(input: Named, context: OperationContext): Members {
  const {arn, alias} = findAlias(input, context, 'Cannot find alias arn')
  return aliasAnswer(alias, arn)
}

/** Deleting what is not there succeeds, as on AWS. */
function deleteAlias({functionName, name}: Named, {store, scope}: OperationContext): Members {
  const {key} = functionKey(functionName, scope)
  store.delete('functionAlias', [...key, name])
  store.deleteAll('qualifiedPermission', [...key, name])
  return {}
}

const pageSize = 50

type ListInput = {functionName: string; functionVersion?: string; marker?: string; maxItems?: number}

function listAliases({functionName, functionVersion, marker, maxItems}: ListInput, context: OperationContext): Members {
  const {key, arn} = findFunction(context, functionName)
  const found = context.store
    .list('functionAlias', key)
    .filter(
      (alias) =>
        functionVersion === undefined ||
        alias.functionVersion === functionVersion ||
        Object.hasOwn(alias.additionalVersionWeights ?? {}, functionVersion),
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const size = Math.min(pageSize, Math.max(1, maxItems ?? pageSize))
  const page = tokenPage(found, {nextToken: marker, size, refusal: 'InvalidParameterValueException'})
  return present({aliases: page.items.map((alias) => aliasAnswer(alias, arn)), nextMarker: page.nextToken})
}

function findAlias({functionName, name}: Named, context: OperationContext, refusal: string) {
  const {key, arn} = findFunction(context, functionName)
  const alias = context.store.get('functionAlias', [...key, name])
  if (alias !== undefined) return {key, arn, alias}
  throw new ServiceError('ResourceNotFoundException', `${refusal}: ${arn}:${name}`)
}

function aliasAnswer(alias: Readonly<FunctionAliasRecord>, arn: string): Members {
  const {name, functionVersion, description, additionalVersionWeights, revisionId} = alias
  return present({
    aliasArn: `${arn}:${name}`,
    name,
    functionVersion,
    description,
    routingConfig: additionalVersionWeights && {additionalVersionWeights},
    revisionId,
  })
}

function violation(value: string, member: string, pattern: string): ServiceError {
  const message = `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`
  return new ServiceError('ValidationException', message)
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message)
}

export const aliasOperations: Operations = {
  CreateAlias: operation(createAlias),
  GetAlias: operation(getAlias),
  UpdateAlias: operation(updateAlias),
  DeleteAlias: operation(deleteAlias),
  ListAliases: operation(listAliases),
}
