import type {Alarm} from './alarm.js'
import type {Domain, EndpointType} from './domain.js'
import type {InvokePermission, LivePermissions} from './invoke-permission.js'
import type {LiveLogGroup, LogGroup} from './log-group.js'
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
  domains?: Declared<Domain>
  /** Base paths that lead to the stage, by domain name. */
  mappings?: Readonly<Record<string, readonly string[]>>
  /** Permissions of the functions that the API or its earlier state calls, by function ARN. */
  permissions?: Readonly<Record<string, readonly InvokePermission[]>>
  /** By their names on AWS, which begin with `prefix`. */
  alarms?: {prefix: string; wanted: Readonly<Record<string, Alarm>>}
  /** What the stage logs its requests to, by ARN without `:*` at its end. */
  logGroups?: Readonly<Record<string, LogGroup>>
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
  /** Links of usage plans to every stage of the API count as here, not only those to `stageName`. */
  isWholeApi?: true
  /** Of the credentials, when it is known without a call. */
  accountId?: string
  usagePlans?: {names: readonly string[]; withKeys: readonly string[]}
  apiKeys?: {names: readonly string[]}
  /** `private` are those that are private: their names are not unique. */
  domains?: {names: readonly string[]; private: readonly string[]}
  /** ARNs of functions whose policies are read. */
  functions?: readonly string[]
  /** `withTags`: the project gives tags to what it makes, so those of declared alarms are read too. */
  alarms?: {prefix: string; names: readonly string[]; withTags?: true}
  /** ARNs without `:*` at their end. */
  logGroups?: readonly string[]
}

/** The same things as AWS holds them, by name, with AWS's ids. Only what a scope asks for is here. */
export type LiveCompanions = {
  usagePlans: Readonly<Record<string, LiveUsagePlan>>
  apiKeys: Readonly<Record<string, LiveApiKey>>
  domains: Readonly<Record<string, LiveDomain>>
  /** By function ARN. */
  permissions: Readonly<Record<string, LivePermissions>>
  /** By name on AWS; of declared ones tags, and with them `isOurs`, are asked only when the scope says so. */
  alarms: Readonly<Record<string, LiveAlarm>>
  /** By ARN without `:*` at its end. */
  logGroups: Readonly<Record<string, LiveLogGroup>>
}

export type LiveAlarm = {arn: string; isOurs: boolean; alarm: Alarm}

/** `isOurs`: the project made it. `links` counts its links to other stages than what is planned. */
export type LiveUsagePlan = {
  id: string
  isOurs: boolean
  usagePlan: UsagePlan
  links: number
  /** Ids of members by the name of the key, of declared keys and the project's own; empty when nobody asks. */
  keys: Readonly<Record<string, string>>
}

export type LiveApiKey = {id: string; isOurs: boolean; apiKey: ApiKey}

export type LiveDomain = {
  arn: string
  isOurs: boolean
  domain: Domain
  endpointType: EndpointType
  /** Of a private domain, whose name is not enough. */
  domainNameId?: string
  /** By base path; `isHere` says that it is the API of the plan. Base path mappings have no id of their own. */
  mappings: Readonly<Record<string, {stage?: string; apiId: string; isHere: boolean; id?: string}>>
}

/**
 * What stood beside the API before a run, and which things the run was to change, by address: a rollback leads there.
 * Values of keys are no part of it.
 */
export type CompanionsBefore = {scope: CompanionScope; live: LiveCompanions; touched: readonly string[]}

/** What is live where nothing is declared. */
export const noLiveCompanions: LiveCompanions = {
  usagePlans: {},
  apiKeys: {},
  domains: {},
  permissions: {},
  alarms: {},
  logGroups: {},
}
