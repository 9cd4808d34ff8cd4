import {findApi} from '../aws/read/api-summary.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'

/** A stage that a usage plan meters, or that a path of a domain leads to. */
export type ApiStage = {apiId: string; stage: string}

/** `pets:prod` -> the ids AWS wants. Throws VALUE_INVALID, API_NOT_FOUND and API_AMBIGUOUS. */
export async function readApiStages(clients: Clients, words: readonly string[]): Promise<ApiStage[]> {
  const stages: ApiStage[] = []
  for (const word of words) stages.push(await readApiStage(clients, word))
  return stages
}

/** The same for one. */
export async function readApiStage(clients: Clients, word: string): Promise<ApiStage> {
  const at = word.lastIndexOf(':')
  const [api, stage] = [word.slice(0, Math.max(at, 0)), word.slice(at + 1)]
  if (api === '' || stage === '') throw noStage(word)
  return {apiId: (await findApi(clients, api)).apiId, stage}
}

function noStage(word: string): ApigwError {
  return new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `"${word}" is no stage of an API.`,
    why: 'A stage is written API:STAGE, with the id or name of the API.',
    fix: 'For example pets:prod.',
  })
}
