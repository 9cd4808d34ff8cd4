import type {LocalGateway} from '../../aws/local-gateway.js'
import type {Target} from '../../config/resolve-target.js'
import type {LiveApi} from '../../model/live-api.js'
import {sourceFromFiles, sourceFromLive} from './api-source.js'
import type {ApiSource} from './api-source.js'
import type {Surroundings} from '../desired-api.js'
import {chooseApi, stageOfChoice} from '../find-project-api.js'
import type {ApiChoice} from '../find-project-api.js'
import type {Project} from '../project.js'
import {readApi} from '../read-api.js'
import {stageUrl} from '../stage-url.js'

/** What reads of APIs need; each is asked for only when it is needed, because clients may start a gateway. */
export type SourceMeans = {
  surroundings: Surroundings
  projectIfAny: () => Promise<Project | undefined>
  apiChoice: () => Promise<ApiChoice>
  target: () => Promise<Target>
  gateway: () => Promise<LocalGateway>
}

/** Which API is meant: without any of these, the one that the files of the project describe. */
export type SourceWords = {idOrName: string | undefined; stageName: string | undefined; workingCopy: boolean}

/** The API that is meant, and where its stage answers; files and working copies answer nowhere. */
export async function chosenSource(
  means: SourceMeans,
  words: SourceWords,
): Promise<{source: ApiSource; baseUrl?: string}> {
  const project = await means.projectIfAny()
  if (project !== undefined && !isLive(words)) return {source: await sourceFromFiles(project, means.surroundings)}
  const choice = await means.apiChoice()
  const live = await chosenLive(means, words.idOrName)
  const stageName = words.stageName ?? stageOfChoice(words.idOrName, choice)
  const source = await sourceFromLive(choice.clients, live, {stageName, workingCopy: words.workingCopy})
  const baseUrl = await addressOf(means, choice, {live, source})
  return {source, ...(baseUrl !== undefined && {baseUrl})}
}

function isLive({idOrName, stageName, workingCopy}: SourceWords): boolean {
  return idOrName !== undefined || stageName !== undefined || workingCopy
}

/** The live API that is meant, whole. */
export async function chosenLive(means: SourceMeans, idOrName: string | undefined): Promise<LiveApi> {
  const choice = await means.apiChoice()
  return readApi(choice.clients, await chooseApi(idOrName, choice))
}

/** Where the stage of a source answers; undefined for a working copy. */
async function addressOf(
  means: SourceMeans,
  {clients}: ApiChoice,
  {live, source: {stageName}}: {live: LiveApi; source: ApiSource},
): Promise<string | undefined> {
  if (stageName === undefined) return undefined
  const {target, region = await clients.region()} = await means.target()
  const gatewayUrl = target === 'local' ? (await means.gateway()).url : undefined
  const {kind, apiId} = live
  return stageUrl({kind, apiId, stageName, region, ...(gatewayUrl !== undefined && {gatewayUrl})})
}
