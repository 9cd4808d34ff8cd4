import type {Missing} from '../cli/missing-value.js'
import type {Api} from '../model/api.js'
import {apiKinds, compareKinds} from '../project/init/api-kinds.js'
import {renderTable} from '../render/table.js'
import {askChoice, askText, showBefore} from '../ui/prompt.js'

/** The name of a new API. */
export const askName: Missing<string> = {
  flag: 'the name of the API',
  what: 'The name of the API',
  question: () =>
    askText('What shall the API be called?', {validate: (text) => text.trim() !== '' || 'A name is needed.'}),
  said: (word) => ({arg: 'name', word}),
}

/** Its kind, after a comparison of what they can do and what they cost. */
export const askKind: Missing<Api['kind']> = {
  flag: '--kind rest|http|websocket',
  what: 'The value of --kind',
  question: () => {
    const {headings, rows, prices} = compareKinds()
    // Questions are only asked on a terminal; four short columns fit on any.
    const table = renderTable({headings, rows, empty: ''}, {isTerminal: true, width: 80, colour: false})
    showBefore(`${table}\n${prices}\n`)
    return askChoice('Which kind of API?', apiKinds)
  },
  said: (kind) => ({flags: ['--kind', kind]}),
}
