import {Flags} from '@oclif/core'
import {allowFlag, targetFlags, yesFlag} from '../cli/flags.js'

/** Flags of every command that edits an API. */
export const editFlags = {
  ...targetFlags,
  'dry-run': Flags.boolean({description: 'show the plan with its calls, and change nothing'}),
  ...allowFlag,
  ...yesFlag,
}
