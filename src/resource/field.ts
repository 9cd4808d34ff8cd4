import type {Api} from '../model/api.js'
import type {Json} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'

/**
 * How a value is written on the command line. `function` is a Lambda function by name or ARN, and arrives as its ARN;
 * `list` and `pairs` (name=value) are given several times; `document` (a long text), `documents` (name=text) and `json` may be
 * `@FILE`, the first and the last also `-`.
 */
export type InputValues = {
  text: string
  document: string
  documents: Readonly<Record<string, string>>
  choice: string
  number: number
  yesNo: boolean
  list: readonly string[]
  pairs: Readonly<Record<string, string>>
  json: Json
  function: string
}

/** Things that a wizard can list. */
export type Listed = 'functions' | 'apiStages' | 'meteredStages' | 'keys' | 'usagePlans' | 'deployments'

export type FieldValue = InputValues[keyof InputValues]

/** What is known of the values of a thing so far, by field: from flags, answers, and the live thing. */
export type GivenValues = Readonly<Record<string, FieldValue | undefined>>

/**
 * One thing that people say about a resource. Its name in the table is the flag: `identitySource` is --identity-source.
 * An empty text or list takes a value away. `Place` is where the resource is: an API, or the account.
 */
export type Field<Place = LiveApi> = {
  input: keyof InputValues
  description: string
  helpValue?: string
  /** Kinds of API that have it; all when absent. */
  kinds?: readonly Api['kind'][]
  /** Words of a choice. */
  choices?: readonly string[]
  /** What a word of a choice means, in a line. */
  hints?: Readonly<Record<string, string>>
  /** What there is to choose from on this API; anything else is refused, with the nearest name as a suggestion. */
  offered?: (live: Place) => readonly string[]
  /** True when nothing can be made without it: it is asked for on a terminal, and an error elsewhere. */
  needed?: (given: GivenValues, live: Place) => boolean
  /** True when a wizard asks for it although it may stay empty. */
  wanted?: (given: GivenValues, live: Place) => boolean
  /** What the wizard offers to choose from, read when it asks; other words do too. */
  from?: Listed
  /** What stands for an empty answer in a list of choices, in a few words. */
  usual?: string
  /** What the wizard asks, as a question. */
  question?: string
  /** What is wrong with it, as a sentence; undefined when nothing is. */
  fault?: (value: FieldValue) => string | undefined
  /** Never printed. */
  secret?: boolean
}

export type FieldTable<Place = LiveApi> = Readonly<Record<string, Field<Place>>>

/** A field, or a table of them, wherever the resource is. */
export type AnyField = Field<never>
export type AnyFieldTable = FieldTable<never>

type ValueOf<Some extends AnyField> = Some extends {choices: readonly (infer Word)[]}
  ? Word
  : InputValues[Some['input']]

/** The values of a table of fields; absent means not said. */
export type Values<Fields extends AnyFieldTable> = {readonly [Name in keyof Fields]?: ValueOf<Fields[Name]>}

/** `identitySource` -> `identity-source` */
export function flagName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `identitySource` -> `identity source` */
export function fieldWords(name: string): string {
  return flagName(name).replaceAll('-', ' ')
}
