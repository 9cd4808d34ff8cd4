import {chooseApi} from '../project/find-project-api.js'
import type {ApiChoice, FoundApi} from '../project/find-project-api.js'
import {kindWithoutPart} from '../resource/edit-live.js'

/** The API that was named, when it is a REST API. Throws KIND_WITHOUT_PART for the others, which have no such part. */
export async function chooseRestApi(
  idOrName: string | undefined,
  choice: ApiChoice,
  {part, fix}: {part: string; fix?: string},
): Promise<FoundApi> {
  const api = await chooseApi(idOrName, choice)
  if (api.kind === 'rest') return api
  throw kindWithoutPart(api, part, fix)
}
