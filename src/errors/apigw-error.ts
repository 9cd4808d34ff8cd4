import type {Exit} from './exit-codes.js'
import type {Problem} from './problem.js'

/** What a user is told: *what* happened to which thing, *why* in the cause's words, *fix* as something to type or edit. */
export type ErrorFields = {
  /** Stable: scripts and tests match codes, never messages. */
  code: string
  exit: Exit
  what: string
  why: string
  fix: string
  /** Findings in files, when those are the reason. */
  problems?: readonly Problem[]
  /** Of the change whose call failed, as its plan has it. */
  address?: string
}

/** The only error that is not our defect. `message` is `what`; the command base class prints all fields. */
export class ApigwError extends Error {
  readonly code: string
  readonly exit: Exit
  readonly what: string
  readonly why: string
  readonly fix: string
  readonly problems: readonly Problem[]
  readonly address: string | undefined

  constructor(fields: ErrorFields, options?: ErrorOptions) {
    super(fields.what, options)
    this.name = 'ApigwError'
    this.code = fields.code
    this.exit = fields.exit
    this.what = fields.what
    this.why = fields.why
    this.fix = fields.fix
    this.problems = fields.problems ?? []
    this.address = fields.address
  }
}
