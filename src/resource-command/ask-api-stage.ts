import type {Missing} from '../cli/missing-value.js'
import {askText} from '../ui/prompt.js'

/** A stage that something leads to, with its API. */
export const askApiStage: Missing<string> = {
  flag: '--to API:STAGE',
  what: 'The stage that it leads to',
  question: () => askText('Where shall it lead (api:stage)?', {validate: (text) => text.includes(':') || 'It is API:STAGE.'}), // prettier-ignore
}
