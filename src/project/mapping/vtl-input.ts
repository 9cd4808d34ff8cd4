import {ApigwError} from '../../errors/apigw-error.js'
import type {TemplateInput} from '../../vtl/template.js'

/** Texts of what a template can see: the body as it is, the others as JSON objects; absent ones are empty. */
export type VtlTexts = {body?: string; params?: string; context?: string; stageVariables?: string}

/** How each text is called where it came from, for messages: `--params`, `pets/params.json`. */
export type VtlTextNames = Readonly<Record<keyof VtlTexts, string>>

type JsonObject = Readonly<Record<string, unknown>>

const places = ['path', 'querystring', 'header'] as const

/** What a template sees, out of texts. Throws VTL_INPUT_INVALID. */
export function parseVtlInput(texts: VtlTexts, names: VtlTextNames): TemplateInput {
  const params = objectOf(texts.params, names.params)
  const unknown = Object.keys(params).find((place) => !places.some((known) => known === place))
  if (unknown !== undefined) {
    throw invalid(names.params, `It has ${JSON.stringify(unknown)}; its members are ${places.join(', ')}.`)
  }
  return {
    body: texts.body ?? '',
    params: {
      path: textsOf(params.path, `${names.params}, path`),
      querystring: textsOf(params.querystring, `${names.params}, querystring`),
      header: textsOf(params.header, `${names.params}, header`),
    },
    context: objectOf(texts.context, names.context),
    stageVariables: textsOf(objectOf(texts.stageVariables, names.stageVariables), names.stageVariables),
  }
}

function objectOf(text: string | undefined, name: string): JsonObject {
  if (text === undefined) return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw invalid(name, `It is not JSON: ${error instanceof Error ? error.message : String(error)}.`, error)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name, 'It is no JSON object.')
  return value as JsonObject
}

/** Parameters and variables are text; numbers and booleans are taken as such. */
function textsOf(value: unknown, name: string): Record<string, string> {
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name, 'It is no JSON object.')
  const entries = Object.entries(value).map(([key, text]: [string, unknown]): [string, string] => {
    if (typeof text === 'string') return [key, text]
    if (typeof text === 'number' || typeof text === 'boolean') return [key, String(text)]
    throw invalid(name, `${JSON.stringify(key)} is neither text nor a number.`)
  })
  return Object.fromEntries(entries)
}

function invalid(name: string, why: string, cause?: unknown): ApigwError {
  return new ApigwError(
    {
      code: 'VTL_INPUT_INVALID',
      exit: 'usage',
      what: `${name} cannot be used.`,
      why,
      fix: 'Parameters are {"path": {}, "querystring": {}, "header": {}}; context and stage variables are objects.',
    },
    {cause},
  )
}
