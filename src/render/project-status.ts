import {Ansis} from 'ansis'
import {renderMoment} from './moment.js'

/** How files, API and stage of a project stand to each other. */
export type StatusView = {
  project: string
  target: 'aws' | 'local'
  region: string
  stage: string
  state: 'absent' | 'changed' | 'behind' | 'current'
  contentHash: string
  changes: {definition: number; stage: number}
  apiId?: string
  url?: string
  serves?: {deploymentId?: string; contentHash?: string; deployedAtMs?: number}
}

/** The state of a project in a few lines, the last of which says what to type when something is to be done. Pure. */
export function renderProjectStatus(status: StatusView, {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const place = status.target === 'local' ? 'the local gateway' : `AWS (${status.region})`
  const lines = [
    ['files', `definition ${status.contentHash.slice(0, 12)}`],
    ['api', status.apiId ?? 'does not exist'],
    ['stage', servedText(status)],
    ...(status.url === undefined ? [] : [['url', status.url]]),
  ]
  const verdict =
    status.state === 'current' ? paint.green(verdicts.current(status)) : paint.yellow(verdicts[status.state](status))
  return [
    `${paint.bold(status.project)}, stage ${paint.bold(status.stage)} on ${place}`,
    ...lines.map(([label = '', text = '']) => `  ${label.padEnd(6)} ${text}`),
    verdict,
  ].join('\n')
}

function servedText({serves}: StatusView): string {
  if (serves === undefined) return 'does not exist'
  const {deploymentId, contentHash, deployedAtMs} = serves
  if (deploymentId === undefined && contentHash === undefined) return 'serves nothing'
  const what =
    contentHash === undefined
      ? `deployment ${deploymentId ?? ''}, not made by apigw`
      : `definition ${contentHash.slice(0, 12)}`
  return `serves ${what}${deployedAtMs === undefined ? '' : `, since ${renderMoment(deployedAtMs)}`}`
}

const verdicts: Record<StatusView['state'], (status: StatusView) => string> = {
  absent: ({stage}) => `Not deployed yet: "apigw deploy --stage ${stage}" does it.`,
  changed: ({changes, stage}) =>
    `The files differ from the API in ${changes.definition} ${changes.definition === 1 ? 'thing' : 'things'}: see "apigw plan --stage ${stage}".`,
  behind: ({stage}) => `The stage is behind the API: "apigw deploy --stage ${stage}" brings it up.`,
  current: () => 'The stage serves what the files say.',
}
