import type {Missing} from '../cli/missing-value.js'
import {askChoice, askText} from '../ui/prompt.js'
import type {Offers} from './read-offers.js'

/** A stage of any API, as API:STAGE. */
export function askApiStage(offers: Offers): Missing<string> {
  return {
    flag: '--to API:STAGE',
    what: 'Where it leads',
    question: async () => {
      const offered = await offers('apiStages')
      return 'choices' in offered && offered.choices.length > 0
        ? askChoice('Where shall it lead?', offered.choices)
        : askText('Where shall it lead (API:STAGE)?', {validate: (text) => /^.+:.+$/.test(text) || 'It is written API:STAGE.'}) // prettier-ignore
    },
    said: (word) => ({flags: ['--to', word]}),
  }
}
