import {dryRunFlag, targetFlags, yesFlag} from '../cli/flags.js'

/** Flags of every command that changes something of the account. */
export const accountFlags = {...targetFlags, ...dryRunFlag, ...yesFlag}
