import {isAbsolute, sep} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import type {GatewayFunction, GatewayFunctionSummary} from '../model/gateway-admin.js'
import type {FunctionRecord} from './store/function-record.js'
import {deleteWholeFunction} from './store/function-version.js'
import type {Store} from './store/store.js'

const functionLimit = 1000

/**
 * Replaces the functions of one project folder, as `{directory, functions}`; those of other projects stay.
 * Throws FUNCTIONS_INVALID and changes nothing then.
 */
export function putFunctions(store: Store, body: unknown, nowMs: number): void {
  const {directory, functions} = parseProject(body)
  store.transaction(() => {
    // The code of uploaded functions may lie in the project's state folder: those are not the project's.
    const before = store
      .all('function')
      .filter((record) => record.codeSha256 === undefined && isInside(record.directory, directory))
    for (const record of before) store.delete('function', keyOf(record))
    for (const record of functions.map((entry) => toRecord(entry, nowMs))) store.put('function', keyOf(record), record)
    for (const key of before.map(keyOf)) if (store.get('function', key) === undefined) deleteWholeFunction(store, key)
  })
}

/** Registered functions without the values of their environment, which may be secret. */
export function functionSummaries(store: Store): GatewayFunctionSummary[] {
  return store.all('function').map((record) => ({
    name: record.functionName,
    functionArn: record.functionArn,
    runtime: record.runtime,
    handler: record.handler,
    directory: record.directory,
    timeoutSeconds: record.timeoutSeconds,
    memoryMb: record.memoryMb,
    environmentNames: Object.keys(record.environment),
    accountId: record.accountId,
    region: record.region,
  }))
}

function keyOf({accountId, region, functionName}: FunctionRecord): string[] {
  return [accountId, region, functionName]
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`)
}

function toRecord({name, ...fn}: GatewayFunction, nowMs: number): FunctionRecord {
  const functionArn = `arn:aws:lambda:${fn.region}:${fn.accountId}:function:${name}`
  return {...fn, environment: {...fn.environment}, functionName: name, functionArn, lastModified: nowMs}
}

function parseProject(body: unknown): {directory: string; functions: GatewayFunction[]} {
  const {directory, functions} = asObject(body, 'The body')
  if (typeof directory !== 'string' || !isAbsolute(directory)) throw invalid('"directory" is not an absolute path.')
  if (!Array.isArray(functions)) throw invalid('"functions" is not a list.')
  if (functions.length > functionLimit) throw invalid(`There are more than ${functionLimit} functions.`)
  return {directory, functions: functions.map((entry) => parseFunction(entry, directory))}
}

function parseFunction(value: unknown, project: string): GatewayFunction {
  const entry = asObject(value, 'An entry of "functions"')
  const name = text(entry, 'name', /^[A-Za-z0-9_-]{1,64}$/)
  const directory = text(entry, 'directory', /^.{1,4096}$/s)
  if (!isInside(directory, project)) throw invalid(`Function ${name} lies outside the project folder ${project}.`)
  return {
    name,
    directory,
    runtime: text(entry, 'runtime', /^[a-z0-9.-]{1,40}$/),
    handler: text(entry, 'handler', /^\S{1,512}$/),
    timeoutSeconds: wholeNumber(entry, 'timeoutSeconds', 1, 900),
    memoryMb: wholeNumber(entry, 'memoryMb', 64, 10_240),
    environment: environmentOf(entry, name),
    accountId: text(entry, 'accountId', /^\d{12}$/),
    region: text(entry, 'region', /^[a-z0-9-]{1,40}$/),
  }
}

type Entry = Readonly<Record<string, unknown>>

function asObject(value: unknown, what: string): Entry {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value))
  throw invalid(`${what} is not an object.`)
}

function text(entry: Entry, member: string, pattern: RegExp): string {
  const value = entry[member]
  if (typeof value === 'string' && pattern.test(value)) return value
  throw invalid(`"${member}" of function ${String(entry.name)} does not match ${pattern.source}.`)
}

function wholeNumber(entry: Entry, member: string, least: number, most: number): number {
  const value = entry[member]
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw invalid(`"${member}" of function ${String(entry.name)} is not a whole number from ${least} to ${most}.`)
}

function environmentOf(entry: Entry, name: string): Record<string, string> {
  const variables = Object.entries(asObject(entry.environment ?? {}, `"environment" of function ${name}`))
  const strings = variables.filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  if (strings.length !== variables.length)
    throw invalid(`"environment" of function ${name} holds a value that is no text.`)
  return Object.fromEntries(strings)
}

function invalid(why: string): ApigwError {
  return new ApigwError({
    code: 'FUNCTIONS_INVALID',
    exit: 'usage',
    what: 'The functions cannot be registered.',
    why,
    fix: 'Correct the functions of apigw.yaml.',
  })
}
