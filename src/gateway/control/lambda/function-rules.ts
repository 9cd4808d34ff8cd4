import {ServiceError} from '../service-error.js'

/** Settings that CreateFunction and UpdateFunctionConfiguration share. */
export type FunctionSettings = {
  timeout?: number
  memorySize?: number
  handler?: string
  environment?: {variables?: Readonly<Record<string, string>>}
}

const environmentBytes = 4096
const variableName = /^[a-zA-Z]\w+$/

/** Throws what Lambda throws for settings outside its limits. Source: Lambda API reference, CreateFunction. */
export function checkSettings({timeout, memorySize, handler, environment}: FunctionSettings): void {
  if (timeout !== undefined) checkRange('timeout', timeout, 1, 900)
  if (memorySize !== undefined) checkRange('memorySize', memorySize, 128, 10_240)
  if (handler !== undefined && !/^\S{1,128}$/.test(handler)) {
    throw violation('handler', handler, 'Member must satisfy regular expression pattern: [^\\s]+')
  }
  const variables = environment?.variables ?? {}
  const wrong = Object.keys(variables).find((name) => !variableName.test(name))
  if (wrong !== undefined)
    throw violation('environment.variables', wrong, 'Map keys must satisfy constraint: [a-zA-Z]([a-zA-Z0-9_])+')
  if (Buffer.byteLength(JSON.stringify(variables)) > environmentBytes) {
    const message =
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.'
    throw new ServiceError('InvalidParameterValueException', message)
  }
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (value < least) throw violation(name, value, `Member must have value greater than or equal to ${least}`)
  if (value > most) throw violation(name, value, `Member must have value less than or equal to ${most}`)
}

function violation(name: string, value: string | number, rule: string): ServiceError {
  const message = `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${rule}`
  return new ServiceError('ValidationException', message)
}
