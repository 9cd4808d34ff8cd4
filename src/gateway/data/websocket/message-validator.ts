import type {V2ModelRecord} from '../../store/v2-records.js'
import {createBodyValidator, type BodyValidator} from '../rest/body-validator.js'
import {once} from '../rest/once.js'
import {evaluateSelection, type SelectionExpression} from './selection-expression.js'

/**
 * Checks a message against the model that its route selects. Answers the validator's findings, or undefined for a message
 * that passes.
 */
export type MessageValidator = (
  text: string,
  valueOf: (steps: readonly string[]) => unknown,
) => Promise<string | undefined>

/** Models are compiled at the first message that needs them. `requestModels` is selection key -> model name. */
export function createMessageValidator(
  requestModels: Readonly<Record<string, string>>,
  selection: SelectionExpression,
  models: readonly V2ModelRecord[],
): MessageValidator {
  const known = models.map(({modelId, ...model}) => ({id: modelId, ...model}))
  const compile = (name: string) => once(() => createBodyValidator({$default: name}, known))
  const validators = new Map<string, () => Promise<BodyValidator>>()
  for (const [key, name] of Object.entries(requestModels)) validators.set(key, compile(name))
  return async (text, valueOf) => {
    const key = evaluateSelection(selection, valueOf)
    const validator = validators.get(key) ?? validators.get('$default')
    // Without a model to measure it by, a message fails. Source: developer guide, "Request validation for WebSocket APIs".
    if (validator === undefined) return `no model is selected by ${JSON.stringify(key)}`
    return (await validator())(undefined, Buffer.from(text))
  }
}
