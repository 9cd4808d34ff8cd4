import type {Missing} from '../cli/missing-value.js'
import type {Api} from '../model/api.js'
import {askChoice, askText} from '../ui/prompt.js'

/** The name of a new API. */
export const askName: Missing<string> = {
  flag: 'the name of the API',
  what: 'The name of the API',
  question: () =>
    askText('What shall the API be called?', {validate: (text) => text.trim() !== '' || 'A name is needed.'}),
}

/** Its kind, with what tells them apart. */
export const askKind: Missing<Api['kind']> = {
  flag: '--kind rest|http|websocket',
  what: 'The value of --kind',
  question: () =>
    askChoice('Which kind of API?', [
      {name: 'HTTP', value: 'http', hint: 'cheaper and faster: functions, URLs, JWT, CORS'},
      {
        name: 'REST',
        value: 'rest',
        hint: 'everything: keys and usage plans, caches, validation, mapping, WAF, private',
      },
      {name: 'WebSocket', value: 'websocket', hint: 'messages both ways over a connection that stays'},
    ]),
}
