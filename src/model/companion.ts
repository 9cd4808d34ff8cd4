import type {ApiKey, UsagePlan} from './usage-plan.js'

/**
 * Things beside an API that apigw.yaml declares, as far as they concern one stage. An absent section is not declared:
 * nothing of it is read, and nothing of it is changed.
 */
export type Companions = {
  usagePlans?: Declared<UsagePlan>
  apiKeys?: Declared<ApiKey>
  /** Names of keys by usage plan; plans that say nothing of their keys are left out. */
  usagePlanKeys?: Readonly<Record<string, readonly string[]>>
  /** What the project says about everything that it makes; a thing that was there before has only its own tags. */
  tags?: Readonly<Record<string, string>>
}

/** `wanted` is what the stage needs, by name; `names` are all names of the files, those of other stages too. */
export type Declared<Thing> = {wanted: Readonly<Record<string, Thing>>; names: readonly string[]}

/**
 * What of a kind has to be read to compare: things with these names, and those that the project made before.
 * Part of a plan, so that a saved one can be checked against what is live when it is applied.
 */
export type CompanionScope = {
  project: string
  stageName: string
  usagePlans?: {names: readonly string[]; withKeys: readonly string[]}
  apiKeys?: {names: readonly string[]}
}

/** The same things as AWS holds them, by name, with AWS's ids. Only what a scope asks for is here. */
export type LiveCompanions = {
  usagePlans: Readonly<Record<string, LiveUsagePlan>>
  apiKeys: Readonly<Record<string, LiveApiKey>>
}

/** `isOurs`: the project made it. `links` counts its links to other stages than the one that is planned. */
export type LiveUsagePlan = {
  id: string
  isOurs: boolean
  usagePlan: UsagePlan
  links: number
  /** Ids of members by the name of the key, of declared keys and the project's own; empty when nobody asks. */
  keys: Readonly<Record<string, string>>
}

export type LiveApiKey = {id: string; isOurs: boolean; apiKey: ApiKey}

/** What is live where nothing is declared. */
export const noLiveCompanions: LiveCompanions = {usagePlans: {}, apiKeys: {}}
