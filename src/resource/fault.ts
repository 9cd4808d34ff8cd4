import type {FieldValue} from './field.js'

type Fault = (value: FieldValue) => string | undefined

/** A whole number in these bounds; `unit` follows them in the sentence. */
export function between(lowest: number, highest: number, unit = ''): Fault {
  return (value) =>
    typeof value === 'number' && value >= lowest && value <= highest
      ? undefined
      : `It is ${[lowest, 'to', highest, unit].join(' ').trim()}.`
}

/** A URL of a backend; parts of it may be parameters or variables. */
export const httpUrl: Fault = (value) =>
  typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value)
    ? undefined
    : 'It is a URL that begins with http:// or https://.'

/** A URL with TLS. */
export const httpsUrl: Fault = (value) =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:'
    ? undefined
    : 'It is a URL that begins with https://.'

/** A JSON object, not a list or a bare value. */
export const jsonObject: Fault = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'It is a JSON object.'

/**
 * Stage variables, of which an empty value takes one away.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export const stageVariables: Fault = (value) => {
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value)
  const badName = entries.find(([name]) => !/^\w{1,64}$/.test(name))
  if (badName !== undefined) return `"${badName[0]}" is no name: letters, digits and "_", 64 at most.`
  const badValue = entries.find(([, text]) => typeof text !== 'string' || !/^[\w.~:/?#&=,-]{0,512}$/.test(text))
  return badValue && `The value of ${badValue[0]} may have letters, digits and - . _ ~ : / ? # & = , only, 512 at most.`
}
