import {readStages} from '../../aws/read/stages.js'
import type {Clients} from '../../aws/clients.js'
import {didYouMean} from '../../errors/did-you-mean.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {DeployedStage} from '../../model/deployed-stage.js'
import {chooseApi} from '../find-project-api.js'
import type {ApiChoice, FoundApi} from '../find-project-api.js'

/** What commands that watch an API are given: which API, where, and what time it is there. */
export type Watching = ApiChoice & {
  /** Where the API is, for messages: the region, or the local gateway. */
  isLocal: boolean
  /** Said on the command line or in the environment; undefined leaves it to the project, or to the API's only stage. */
  stageName: string | undefined
  /** Epoch milliseconds by the clock that stamps what is watched: the local gateway has its own. */
  nowMs: () => Promise<number>
}

/** How a command goes on until it is interrupted. `pause` ends early, and in peace, when the signal fires. */
export type Rhythm = {pause: (ms: number) => Promise<void>; signal: AbortSignal}

/** One stage of an API, as it is now. */
export type ObservedStage = {clients: Clients; api: FoundApi; stage: DeployedStage}

/** The stage that was named; else the project's; else the only one. Throws STAGE_NOT_FOUND and STAGE_AMBIGUOUS. */
export async function observedStage(watching: Watching, idOrName: string | undefined): Promise<ObservedStage> {
  const {clients} = watching
  const api = await chooseApi(idOrName, watching)
  const stages = await readStages(clients, api.kind, api.apiId)
  return {clients, api, stage: await chooseStage(watching, {api, stages, idOrName})}
}

type StageChoice = {api: FoundOrLive; stages: readonly DeployedStage[]; idOrName: string | undefined}
type FoundOrLive = Pick<FoundApi, 'name' | 'apiId'>

/** The same of stages that were read already; `idOrName` is the API as it was named. Pure: of several, none is picked. */
export function pickStage(
  {project, stageName}: Pick<Watching, 'project' | 'stageName'>,
  {api, stages, idOrName}: StageChoice,
): DeployedStage {
  const wanted = saidStage({project, stageName}, idOrName)
  const [only, ...others] = stages
  const stage = wanted === undefined ? others.length === 0 && only : stages.find((each) => nameOf(each) === wanted)
  if (stage === undefined || stage === false) throw noStage(api, stages.map(nameOf), wanted)
  return stage
}

/** The same, where of several the user picks one. */
export async function chooseStage(watching: Watching, choice: StageChoice): Promise<DeployedStage> {
  const {api, stages, idOrName} = choice
  const isOpen = stages.length > 1 && saidStage(watching, idOrName) === undefined
  if (!isOpen) return pickStage(watching, choice)
  const names = stages.map(nameOf)
  return pickStage({...watching, stageName: await watching.askStage(names, noStage(api, names, undefined))}, choice)
}

/** The project's stage says nothing of another API. */
function saidStage({project, stageName}: Pick<Watching, 'project' | 'stageName'>, idOrName: string | undefined) {
  return stageName ?? (idOrName === undefined ? project?.stageName : undefined)
}

function nameOf({stage}: DeployedStage): string {
  return stage.stageName
}

function noStage({name, apiId}: FoundOrLive, names: readonly string[], wanted: string | undefined): ApigwError {
  const all = names.join(', ')
  if (names.length > 0 && wanted === undefined) {
    return new ApigwError({
      code: 'STAGE_AMBIGUOUS',
      exit: 'usage',
      what: `Which stage of ${name} (${apiId}) is meant was not said.`,
      why: `It has these stages: ${all}.`,
      fix: `Add --stage ${names[0] ?? 'NAME'}.`,
    })
  }
  const near = wanted === undefined ? undefined : didYouMean(wanted, names)
  return new ApigwError({
    code: 'STAGE_NOT_FOUND',
    exit: 'failure',
    what: wanted === undefined ? `${name} (${apiId}) has no stage.` : `${name} (${apiId}) has no stage "${wanted}".`,
    why: names.length === 0 ? 'It was never deployed.' : `It has these stages: ${all}.`,
    fix: near === undefined ? `Run "apigw stage list ${apiId}" to see the stages.` : `Did you mean "${near}"?`,
  })
}
