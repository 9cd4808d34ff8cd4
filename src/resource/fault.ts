import type {FieldValue} from './field.js'

type Fault = (value: FieldValue) => string | undefined

/** A whole number in these bounds; `unit` follows them in the sentence. */
export function between(lowest: number, highest: number, unit = ''): Fault {
  return (value) =>
    typeof value === 'number' && value >= lowest && value <= highest
      ? undefined
      : `It is ${[lowest, 'to', highest, unit].join(' ').trim()}.`
}

/** A URL with TLS. */
export const httpsUrl: Fault = (value) =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:'
    ? undefined
    : 'It is a URL that begins with https://.'

/** A JSON object, not a list or a bare value. */
export const jsonObject: Fault = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'It is a JSON object.'
