import {askMissing} from './missing-value.js'
import type {Missing} from './missing-value.js'

/** Flags of src/cli/flags.ts as a command has parsed them. */
export type ContextFlags = {
  stage?: string
  target?: 'aws' | 'local'
  profile?: string
  region?: string
  endpoint?: string
  yes?: boolean
  'no-input'?: boolean
}

/** What commands share while they run. Each part is made when it is first asked for. */
export class Context {
  readonly #flags: ContextFlags

  constructor(flags: ContextFlags) {
    this.#flags = flags
  }

  /** The value that the command line left out: asked for on a terminal, an error elsewhere. */
  ask<Value>(missing: Missing<Value>): Promise<Value> {
    return askMissing(missing, {yes: this.#flags.yes === true, noInput: this.#flags['no-input'] === true})
  }

  /** Region of the environment, for questions that need a default. */
  get usualRegion(): string {
    return process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'eu-west-1'
  }
}
