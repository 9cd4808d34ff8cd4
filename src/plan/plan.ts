import type {Api} from '../model/api.js'
import type {CompanionScope} from '../model/companion.js'
import type {Call} from './call.js'
import type {Change} from './change.js'
import type {Finding} from './gates/finding.js'

/**
 * How the changes reach AWS, as the calls in their order. `granular` makes one call or a few per changed thing;
 * `import` sends the whole definition in one (PutRestApi overwrite, ImportApi, ReimportApi) and what imports leave out.
 */
export type Execution = {way: 'granular' | 'import'; calls: readonly Call[]}

/** Calls, and seconds under AWS's limits for an account that nobody else uses. */
export type Budget = {calls: number; seconds: number}

/**
 * Everything that a deploy would do, as a value: printed, saved, reviewed, applied and inverted.
 * An empty plan has no changes and no calls. `changes` stand in the order in which they are carried out.
 */
export type Plan = {
  formatVersion: 1
  api: {kind: Api['kind']; name: string; apiId?: string}
  target: {name: string; region: string}
  changes: readonly Change[]
  /** What somebody has to allow before this is carried out. */
  findings: readonly Finding[]
  execution: Execution
  /** Of both ways; a way that cannot carry out the plan says why instead. */
  budget: {granular: Budget | {impossible: string}; import: Budget | {impossible: string}}
  /** Hash of the live state the plan was made from; apply refuses when it has moved. */
  liveHash: string
  /** Hash of the API definition once applied: what a deployment of it is labelled with. */
  contentHash: string
  /**
   * The stage that is deployed to, when the plan is for one, and what it serves then: `deployment` names a deployment
   * as the calls do, by its id or by the hash that it will be made from. Absent when the stage deploys by itself.
   * `canaryPercent` is the share of the requests that a canary gets, when that serves the definition in its place.
   */
  stage?: {stageName: string; deployment?: string; canaryPercent?: number}
  /** Addresses of what differs and is left out on purpose, when only parts of the files were asked for. */
  left?: readonly string[]
  /** What was read beside the API, and is read again before a saved plan is applied; absent when nothing is declared. */
  companions?: CompanionScope
}
