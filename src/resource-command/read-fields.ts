import type {AccountPlace} from '../account/account-noun.js'
import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import type {Json} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {isFunctionWord} from '../project/function-arn.js'
import {readWord} from '../project/read-word.js'
import {kindName} from '../resource/edit-live.js'
import {flagName} from '../resource/field.js'
import type {
  AnyField,
  AnyFieldTable,
  Field,
  FieldTable,
  FieldValue,
  GivenValues,
  InputValues,
} from '../resource/field.js'
import {checked, parseValue, parseWords} from './parse-value.js'
import type {Parsed} from './parse-value.js'

/** Flags as oclif has parsed them. */
export type ParsedFlags = Readonly<Record<string, unknown>>

/** Where a resource is: an API, or the account and region. */
export type Place = LiveApi | AccountPlace

export type FieldSources<Where extends Place = LiveApi> = {
  live: Where
  stdin: AsyncIterable<Uint8Array>
  /** The ARN of a function that people named. */
  toArn: (functionName: string) => Promise<string>
}

/** The largest that AWS takes of any of these is a mapping template, 300 KB; a schema has 400 KB. */
const largestBytes = 1024 * 1024

/**
 * The values that the command line gives, by field. Throws VALUE_INVALID, FIELD_NOT_HERE for what this kind of API does
 * not have, VALUE_UNKNOWN and INPUT_UNREADABLE.
 */
export async function readFields<Where extends Place>(
  fields: FieldTable<Where>,
  flags: ParsedFlags,
  sources: FieldSources<Where>,
): Promise<Record<string, FieldValue>> {
  const values: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(fields)) {
    const given = flags[flagName(name)]
    if (given === undefined) continue
    requireHere(name, field, sources.live)
    values[name] = await readField(name, field, given, sources)
  }
  return values
}

/** ARNs of the functions among the values. */
export function namedFunctions(fields: AnyFieldTable, values: GivenValues): string[] {
  const names = Object.keys(fields).filter((name) => fields[name]?.input === 'function')
  return names.map((name) => values[name]).filter((value): value is string => typeof value === 'string' && value !== '')
}

/** One answer of a wizard, or one flag. */
export async function readField<Where extends Place>(
  name: string,
  field: Field<Where>,
  given: unknown,
  {live, stdin, toArn}: FieldSources<Where>,
): Promise<FieldValue> {
  const value = valueOf(name, await parseGiven(name, field, given, stdin))
  requireOffered(name, field, value, live)
  if (field.input === 'documents') return readDocuments(name, value as InputValues['documents'], stdin)
  return field.input === 'function' && typeof value === 'string' && value !== '' ? toArn(value) : value
}

/** Each text, or the file that it names; an empty one stays empty and takes the entry away. */
async function readDocuments(
  name: string,
  texts: InputValues['documents'],
  stdin: AsyncIterable<Uint8Array>,
): Promise<InputValues['documents']> {
  const entries = Object.entries(texts).map(async ([key, text]) => {
    return [key, text.startsWith('@') ? await readFileWord(name, text, stdin) : text] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** The JSON of a flag that is no field. Throws VALUE_INVALID and INPUT_UNREADABLE. */
export async function readJson(name: string, word: string, stdin: AsyncIterable<Uint8Array>): Promise<Json> {
  const field: Field = {input: 'json', description: ''}
  return valueOf(name, await parseGiven(name, field, word, stdin))
}

/** Whether this kind of API has the field. */
export function isHere({kinds}: AnyField, {kind}: Place): boolean {
  return kinds === undefined || (kind !== 'account' && kinds.includes(kind))
}

/** What the wizard says about an answer at once; files are read later. */
export function answerFault(field: AnyField, text: string): string | undefined {
  if (isFile(field, text)) return undefined
  if (field.input === 'function' && !isFunctionWord(text)) return functionForms
  const parsed = parseValue(field, text)
  return 'fault' in parsed ? parsed.fault : undefined
}

const functionForms = 'It is a name (list-pets), one with an alias or version (list-pets:live), or an ARN.'

async function parseGiven(
  name: string,
  field: AnyField,
  given: unknown,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Parsed> {
  if (typeof given === 'boolean') return checked(field, given)
  if (Array.isArray(given)) return parseWords(field, given.map(String))
  const text = String(given)
  return parseValue(field, isFile(field, text) ? await readFileWord(name, text, stdin) : text)
}

function isFile({input}: AnyField, text: string): boolean {
  return (input === 'json' || input === 'document') && (text === '-' || text.startsWith('@'))
}

async function readFileWord(name: string, word: string, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    return Buffer.from(await readWord(word, stdin, largestBytes)).toString('utf8')
  } catch (error) {
    throw new ApigwError(
      {
        code: 'INPUT_UNREADABLE',
        exit: 'usage',
        what: `The value of --${flagName(name)} cannot be read from ${word === '-' ? 'stdin' : word.slice(1)}.`,
        why: error instanceof Error ? `${error.message}.` : String(error),
        fix: 'Name a file that is there and readable, of 1 MiB at most.',
      },
      {cause: error},
    )
  }
}

function valueOf(name: string, parsed: Parsed): FieldValue {
  if ('value' in parsed) return parsed.value
  throw new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `The value of --${flagName(name)} does not do.`,
    why: parsed.fault,
    fix: 'Correct it; --help has examples.',
  })
}

function requireHere(name: string, field: AnyField, live: Place): void {
  if (live.kind === 'account' || isHere(field, live)) return
  throw new ApigwError({
    code: 'FIELD_NOT_HERE',
    exit: 'usage',
    what: `--${flagName(name)} means nothing for ${live.api.name} (${live.apiId}).`,
    why: `It is ${kindName(live)}, which has no such setting.`,
    fix: `Leave --${flagName(name)} out.`,
  })
}

function requireOffered<Where extends Place>(name: string, field: Field<Where>, value: FieldValue, live: Where): void {
  const offered = field.offered?.(live)
  const words = typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : []
  const wrong = offered && words.find((word) => word !== '' && !offered.includes(word))
  if (offered === undefined || wrong === undefined) return
  const near = didYouMean(wrong, offered)
  throw new ApigwError({
    code: 'VALUE_UNKNOWN',
    exit: 'usage',
    what: `--${flagName(name)} "${wrong}" does not do for ${live.kind === 'account' ? 'this account' : `${live.api.name} (${live.apiId})`}.`,
    why: offered.length === 0 ? 'It has none.' : `There are these: ${offered.slice(0, 20).join(', ')}.`,
    fix: near === undefined ? 'Name one of them.' : `Did you mean ${near}?`,
  })
}
