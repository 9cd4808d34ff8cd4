import type {Missing} from '../cli/missing-value.js'
import {stage} from '../resource/stage.js'
import type {LiveApi} from '../model/live-api.js'
import {askChoice} from '../ui/prompt.js'
import {askNewName} from './ask-new-name.js'
import {newName} from './find-thing.js'

/** A stage that an API is published on: one that it has, or a new one. */
export function askStage(live: LiveApi): Missing<string> {
  const names = Object.keys(stage.things(live))
  const newMissing = askNewName({...stage, check: (word) => newName(stage, live, word)})
  return {
    flag: '--to STAGE',
    what: 'The stage',
    question: async () => {
      const choices = [...names.map((name) => ({name, value: name})), {name: '(a new one)', value: ''}]
      const chosen = names.length === 0 ? '' : await askChoice('On which stage?', choices)
      return chosen === '' ? newMissing.question() : chosen
    },
    said: (name) => ({flags: ['--to', name]}),
  }
}
