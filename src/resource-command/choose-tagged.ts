import {clientCertificate} from '../account/client-certificate.js'
import {domain} from '../account/domain.js'
import {key} from '../account/key.js'
import {accountTagPlace, apiTagPlace, tagKinds} from '../account/tag.js'
import type {Tagged, TagKind, TagPlace} from '../account/tag.js'
import {usagePlan} from '../account/usage-plan.js'
import {vpcLink} from '../account/vpc-link.js'
import {readStages} from '../aws/read/stages.js'
import {readTags} from '../aws/read/tags.js'
import type {Missing} from '../cli/missing-value.js'
import {chooseApi} from '../project/find-project-api.js'
import type {ApiChoice} from '../project/find-project-api.js'
import {pickStage} from '../project/observe/observed-stage.js'
import {askChoice} from '../ui/prompt.js'
import {chooseAccountThing} from './choose-account-thing.js'

type Means = {choice: ApiChoice; ask: <Value>(missing: Missing<Value>) => Promise<Value>}

/** The thing whose tags are meant, with its tags; `word` is its name or id, and API:STAGE of a stage. */
export async function chooseTagged(
  kindWord: TagKind | undefined,
  word: string | undefined,
  means: Means,
): Promise<Tagged> {
  const kind = kindWord ?? (await means.ask(askKind))
  const {clients} = means.choice
  const place = await placeOf(kind, word, {...means, region: await clients.region()})
  return {...place, tags: await readTags(clients, place)}
}

const askKind: Missing<TagKind> = {
  flag: tagKinds.join('|'),
  what: 'What carries the tags',
  question: () => askChoice('What carries the tags?', tagKinds.map((value) => ({name: value, value}))), // prettier-ignore
}

async function placeOf(
  kind: TagKind,
  word: string | undefined,
  {choice, ask, region}: Means & {region: string},
): Promise<TagPlace> {
  const chooser = {clients: choice.clients, ask}
  switch (kind) {
    case 'api':
      return apiTagPlace(region, await chooseApi(word, choice))
    case 'stage':
      return stagePlace(region, word, {choice, ask})
    case 'domain':
      return accountTagPlace(region, kind, await chooseAccountThing(domain, word, chooser))
    case 'usage-plan':
      return accountTagPlace(region, kind, await chooseAccountThing(usagePlan, word, chooser))
    case 'key':
      return accountTagPlace(region, kind, await chooseAccountThing(key, word, chooser))
    case 'vpc-link':
      return accountTagPlace(region, kind, await chooseAccountThing(vpcLink, word, chooser))
    case 'client-cert':
      return accountTagPlace(region, kind, await chooseAccountThing(clientCertificate, word, chooser))
  }
}

/** `pets:prod`, or `prod` of the project's API; without a word the API is chosen, then the stage. */
async function stagePlace(region: string, word: string | undefined, {choice, ask}: Means): Promise<TagPlace> {
  const at = word?.lastIndexOf(':') ?? -1
  const apiWord = at > 0 ? word?.slice(0, at) : undefined
  const api = await chooseApi(apiWord, choice)
  const stages = await readStages(choice.clients, api.kind, api.apiId)
  const stageName =
    word?.slice(at + 1) ??
    (await ask({
      flag: 'the stage, as API:STAGE',
      what: 'The stage',
      question: () => askChoice('Which stage?', stages.map(({stage}) => ({name: stage.stageName, value: stage.stageName}))), // prettier-ignore
    }))
  const {stage} = pickStage({project: undefined, stageName}, {api, stages, idOrName: apiWord})
  return apiTagPlace(region, api, stage.stageName)
}
