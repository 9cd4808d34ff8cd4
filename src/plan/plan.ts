import type {Change} from './change.js'

/** How the changes reach AWS, chosen by the call budget. Calls are counted, durations follow AWS's per-operation limits. */
export type Way =
  /** One call per changed thing. */
  | {way: 'granular'}
  /** One import of the whole definition: ImportRestApi / PutRestApi overwrite, ImportApi / ReimportApi. */
  | {way: 'import'; body: string}

export type Budget = {calls: number; seconds: number}

/**
 * Everything that a deploy would do, as a value: printed, saved, reviewed, applied and inverted.
 * An empty plan has no changes.
 */
export type Plan = {
  formatVersion: 1
  api: {kind: 'rest' | 'http'; name: string; apiId?: string}
  target: {name: string; region: string}
  changes: readonly Change[]
  execution: Way
  budget: {granular: Budget; import: Budget}
  /** Hash of the live state the plan was made from; apply refuses when it has moved. */
  liveHash: string
  /** Hash of the API definition once applied: what a deployment of it is labelled with. */
  contentHash: string
}
