import {Ansis} from 'ansis'
import type {Json} from '../model/json.js'

type State = 'live' | 'both' | 'pending' | 'undeployed' | 'undeclared'

/** What differs between files, AWS and the stage. */
export type DriftView = {
  project: string
  stage: string
  drifted: number
  entries: readonly {state: State; on: string; path: string; file?: Json; live?: Json; deployed?: Json; ignored?: string}[] // prettier-ignore
}

const headings: Readonly<Record<State, string>> = {
  live: 'Changed on AWS',
  both: 'Changed on AWS, and in the files since the deployment',
  undeployed: 'Changed on AWS and in the files, but the stage serves what was there before',
  undeclared: 'Set on AWS, and mentioned in no file',
  pending: 'Changed in the files only: a deploy brings it',
}

/** Grouped by who moved; each value of the files, of AWS and of the deployment. Pure. */
export function renderDrift({project, stage, drifted, entries}: DriftView, {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const groups = (Object.keys(headings) as State[]).flatMap((state) => {
    const own = entries.filter((entry) => entry.state === state)
    return own.length === 0 ? [] : [paint.bold(`${headings[state]}:`), ...own.flatMap(entryLines)]
  })
  const verdict =
    drifted === 0
      ? paint.green(`No drift: stage ${stage} of ${project} is as the files say.`)
      : paint.yellow(`${drifted} ${drifted === 1 ? 'value has' : 'values have'} drifted. --accept writes AWS's values to the files, --revert deploys the files.`) // prettier-ignore
  return [...groups, verdict].join('\n')
}

function entryLines({on, path, file, live, deployed, ignored, state}: DriftView['entries'][number]): string[] {
  const values = [
    `files ${shown(file)}`,
    `AWS ${shown(live)}`,
    ...(state === 'undeployed' || state === 'both' ? [`deployed ${shown(deployed)}`] : []),
  ]
  const note = ignored === undefined ? '' : `  (ignored: ${ignored})`
  return [`  ${on}${path === '' ? '' : ` ${path}`}: ${values.join(', ')}${note}`]
}

/** Things on one side only would fill screens: their presence is what counts. */
function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length <= 120 ? text : `${text.slice(0, 117)}…`
}
