import {readAccountId} from '../aws/account-id.js'
import type {Clients} from '../aws/clients.js'
import type {Target} from '../config/resolve-target.js'
import {partitionOf, toVariables} from '../config/variables.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {Project} from './project.js'

export type FunctionPlace = {project: Project | undefined; target: Target; clients: Clients}

/**
 * The ARN of a Lambda function that people name: `list-pets`, `list-pets:live`, or an ARN. Inside a project the names
 * under `functions:` come first. Asks AWS for the account only when nothing else knows it.
 *
 * Throws FUNCTION_NAME_INVALID.
 */
export async function functionArn(word: string, {project, target, clients}: FunctionPlace): Promise<string> {
  if (arnPattern.test(word)) return word
  const [, name = '', qualifier = ''] = namePattern.exec(word) ?? []
  if (name === '') throw invalid(word)
  const region = target.region ?? (await clients.region())
  const declared = project !== undefined && Object.hasOwn(project.settings.functions ?? {}, name)
  const known = declared ? project.settings.functions?.[name]?.arn : undefined
  if (known !== undefined) return `${known}${qualifier}`
  const accountId = target.accountId ?? (await readAccountId(clients))
  const variables = declared ? toVariables(project.settings, {region, accountId}, {}) : {}
  const usual = `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}`
  return `${variables[`functions.${name}.arn`] ?? usual}${qualifier}`
}

/** Whether people can name a function so. */
export function isFunctionWord(word: string): boolean {
  return arnPattern.test(word) || namePattern.test(word)
}

const arnPattern = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::(?:[\w-]+|\$LATEST))?$/
const namePattern = /^([\w-]{1,64})(:(?:[\w-]{1,128}|\$LATEST))?$/

function invalid(word: string): ApigwError {
  return new ApigwError({
    code: 'FUNCTION_NAME_INVALID',
    exit: 'usage',
    what: `"${word}" is no Lambda function.`,
    why: 'A function is named by its name (list-pets), with an alias or version (list-pets:live), or by its ARN.',
    fix: 'Run "aws lambda list-functions" to see what there is.',
  })
}
