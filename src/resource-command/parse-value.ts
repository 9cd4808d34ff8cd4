import type {Json} from '../model/json.js'
import {splitPairs} from '../model/split-pair.js'
import type {AnyField, FieldValue} from '../resource/field.js'

/** What a text means for a field, or what is wrong with it, as a sentence. */
export type Parsed = {value: FieldValue} | {fault: string}

/** One text of the command line or of an answer; lists and pairs are written with commas in answers. Pure. */
export function parseValue(field: AnyField, text: string): Parsed {
  const parsed = parsers[field.input](text)
  return 'fault' in parsed ? parsed : checked(field, parsed.value)
}

/** The same for a value whose flag was given several times. Pure. */
export function parseWords(field: AnyField, words: readonly string[]): Parsed {
  const parsed =
    field.input === 'pairs' || field.input === 'documents'
      ? parsePairs(words)
      : {value: words.filter((word) => word !== '')}
  return 'fault' in parsed ? parsed : checked(field, parsed.value)
}

/** The value, unless the field finds a fault with it. */
export function checked({fault}: AnyField, value: FieldValue): Parsed {
  const found = isEmpty(value) ? undefined : fault?.(value)
  return found === undefined ? {value} : {fault: found}
}

/** An empty text or list takes a value away: nothing is wrong with it. */
function isEmpty(value: FieldValue): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

const parsers: Readonly<Record<AnyField['input'], (text: string) => Parsed>> = {
  text: (value) => ({value}),
  document: (value) => ({value}),
  choice: (value) => ({value}),
  function: (value) => ({value}),
  number: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? {value: Number(text)} : {fault: 'It is a number.'}),
  yesNo: (text) =>
    /^(yes|y|true|no|n|false)$/i.test(text) ? {value: /^(yes|y|true)$/i.test(text)} : {fault: 'It is yes or no.'},
  list: (text) => ({value: split(text)}),
  pairs: (text) => parsePairs(split(text)),
  documents: (text) => parsePairs([text]),
  json: parseJson,
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function parsePairs(words: readonly string[]): Parsed {
  const {
    pairs,
    others: [wrong],
  } = splitPairs(words)
  return wrong === undefined ? {value: pairs} : {fault: `"${wrong}" is not NAME=VALUE.`}
}

function parseJson(text: string): Parsed {
  try {
    return {value: JSON.parse(text) as Json}
  } catch (error) {
    return {fault: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.`}
  }
}
