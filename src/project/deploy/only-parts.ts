import {didYouMean} from '../../errors/did-you-mean.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {LiveApi} from '../../model/live-api.js'
import type {Stage} from '../../model/stage.js'
import {compareApis} from '../../plan/compare-apis.js'
import type {Change} from '../../plan/change.js'
import {isMeant, selectParts} from '../../plan/select-parts.js'
import type {Desired} from '../desired-api.js'
import type {Project} from '../project.js'

/** What is wanted of the files when only parts are: `left` are addresses of what differs all the same. */
export type OnlyDesired = Desired & {left: readonly string[]}

/**
 * The parts of the files that words name, on top of what is live, with what they depend on. What stands beside the API is
 * left alone; so are the settings of the stage, unless a word names it. Throws ONLY_UNKNOWN and ONLY_NEEDS_API.
 */
export function onlyParts(
  {settings, stageName}: Project,
  words: readonly string[],
  {desired, live}: {desired: Desired; live: LiveApi | undefined},
): OnlyDesired {
  if (live === undefined) throw noApi(settings.name)
  const changes = compareApis({name: settings.name, apiId: live.apiId}, live.api, withTags(desired, live))
  const isStage = (word: string) => word === `stage ${stageName}` || word.endsWith(`/stage/${stageName}`)
  for (const word of words) {
    if (!isStage(word) && !changes.some((change) => isMeant(word, change))) throw unknown(word, changes)
  }
  const {api, left} = selectParts(live.api, desired.api, changes, words)
  const stage = words.some(isStage) ? desired.stage : asItIs(desired.stage, live)
  return {...desired, api, stage, companions: {}, left: left.map(({address}) => address)}
}

/** Tags that others put there are no difference. */
function withTags({api}: Desired, live: LiveApi): Desired['api'] {
  return {...api, tags: {...live.api.tags, ...api.tags}}
}

/** Variables are named as they are: they decide which functions the routes call. */
function asItIs({kind, stageName}: Stage, live: LiveApi): Stage {
  const current = live.stages.find(({stage}) => stage.stageName === stageName)?.stage
  if (kind === 'restStage') {
    const variables = current?.kind === 'restStage' ? current.variables : undefined
    return {kind, stageName, ...(variables !== undefined && {variables})}
  }
  const variables = current === undefined || current.kind === 'restStage' ? undefined : current.stageVariables
  return {kind, stageName, ...(variables !== undefined && {stageVariables: variables})}
}

function noApi(name: string): ApigwError {
  return new ApigwError({
    code: 'ONLY_NEEDS_API',
    exit: 'usage',
    what: `API ${name} does not exist yet, so --only has nothing to add to.`,
    why: 'A part of a definition is applied on top of what is live.',
    fix: 'Leave --only away the first time.',
  })
}

function unknown(word: string, changes: readonly Change[]): ApigwError {
  const names = [...new Set(changes.filter(({kind}) => kind !== 'resource').map(({name}) => name))]
  const near = didYouMean(word, names)
  const listed = names.slice(0, 10).join(', ')
  return new ApigwError({
    code: 'ONLY_UNKNOWN',
    exit: 'usage',
    what: `Nothing that differs is called "${word}".`,
    why: names.length === 0 ? 'Nothing differs.' : `What differs: ${listed}${names.length > 10 ? ', …' : ''}.`,
    fix: near === undefined ? 'Use a name or an address of "apigw plan".' : `Did you mean "${near}"?`,
  })
}
