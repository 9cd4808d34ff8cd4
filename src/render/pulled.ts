import type {Change} from '../plan/change.js'

/** What was written of a live API, and what a plan of it finds. */
export type PulledView = {
  apiId: string
  name: string
  directory: string
  files: readonly string[]
  stages: readonly string[]
  left: readonly {stage: string; setting: string}[]
  empty: boolean
  differences: readonly {stage: string; changes: readonly Change[]}[]
}

/** The files, what they leave out, and the proof. Pure. */
export function renderPulled(pulled: PulledView): string {
  const {name, apiId, directory, files, stages, left, empty, differences} = pulled
  const where = directory === '.' ? '' : ` in ${directory}`
  const proof = empty
    ? [`Proof: a plan of these files for ${list(stages)} finds nothing to do.`]
    : ['A plan of these files is not empty:', ...differences.flatMap(differenceLines)]
  return [
    `Pulled ${name} (${apiId}): ${files.join(', ')}${where}.`,
    ...left.map(({stage, setting}) => `Not written, and left as it is on AWS: ${setting} of stage ${stage}.`),
    ...proof,
  ].join('\n')
}

function differenceLines({stage, changes}: PulledView['differences'][number]): string[] {
  return changes.map((change) => {
    const fields = change.action === 'update' ? `: ${change.fields.map(({path}) => path).join(', ')}` : ''
    return `  stage ${stage}: ${change.action} ${change.address}${fields}`
  })
}

function list(stages: readonly string[]): string {
  return `${stages.length === 1 ? 'stage' : 'stages'} ${stages.join(', ')}`
}
