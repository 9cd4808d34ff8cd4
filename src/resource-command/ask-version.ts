import type {Missing} from '../cli/missing-value.js'
import {askText} from '../ui/prompt.js'

/** A version of the documentation that nobody has named. */
export const askVersion: Missing<string> = {
  flag: 'the name of the version',
  what: 'The version of the documentation',
  question: () =>
    askText('Which version (as 1.0.0)?', {validate: (text) => text.trim() !== '' || 'A version is needed.'}),
}
