import type {Missing} from '../cli/missing-value.js'
import type {LiveApi} from '../model/live-api.js'
import {askChoice, askText} from '../ui/prompt.js'

/** A stage that an API is published on: one that it has, or its first. */
export function askStage({stages}: LiveApi): Missing<string> {
  const names = stages.map(({stage}) => stage.stageName)
  return {
    flag: '--to STAGE',
    what: 'The stage',
    question: () =>
      names.length === 0
        ? askText('What shall the stage be called?', {validate: (text) => text !== '' || 'A name is needed.'})
        : askChoice('On which stage?', names.map((name) => ({name, value: name}))), // prettier-ignore
  }
}
