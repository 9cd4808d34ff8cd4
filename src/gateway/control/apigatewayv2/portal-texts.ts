import {badRequest} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, Operation, OperationContext} from '../operation.js'

/**
 * Lengths of the texts of portals and their pages, whatever object holds them. Source: the constraints that
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/portals.html lists.
 */
const lengths: Readonly<Record<string, {least: number; most: number}>> = {
  displayName: {least: 1, most: 255},
  description: {least: 0, most: 1024},
  title: {least: 1, most: 255},
  body: {least: 1, most: 32_768},
  endpoint: {least: 1, most: 1024},
  operationName: {least: 1, most: 255},
  sectionName: {least: 1, most: 255},
  accentColor: {least: 1, most: 16},
  backgroundColor: {least: 1, most: 16},
  errorValidationColor: {least: 1, most: 16},
  headerColor: {least: 1, most: 16},
  navigationColor: {least: 1, most: 16},
  textColor: {least: 1, most: 16},
  rumAppMonitorName: {least: 0, most: 255},
}

/** The counterpart of `operation` for portals: the texts of the input are checked first. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it is where the narrowing is written down
export function portalOperation<Input extends Members>(
  behaviour: (input: Input, context: OperationContext) => Members,
): Operation {
  return operation((input: Input, context) => {
    checkTexts(input)
    return behaviour(input, context)
  })
}

/** Throws a BadRequestException that names the first text, at any depth of `members`, that is too short or too long. */
function checkTexts(members: object, path = ''): void {
  for (const [name, value] of Object.entries(members) as [string, unknown][]) {
    const at = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') checkLength(value, lengths[name], at)
    else if (typeof value === 'object' && value !== null) checkTexts(value, at)
  }
}

function checkLength(text: string, rule: {least: number; most: number} | undefined, at: string): void {
  if (rule === undefined || (text.length >= rule.least && text.length <= rule.most)) return
  const bound =
    text.length < rule.least ? `greater than or equal to ${rule.least}` : `less than or equal to ${rule.most}`
  throw badRequest(
    `1 validation error detected: Value at '${at}' failed to satisfy constraint: Member must have length ${bound}`,
  )
}
