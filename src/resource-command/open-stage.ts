import type {Anywhere, Context} from '../cli/context.js'
import type {LiveApi} from '../model/live-api.js'
import {chooseApi} from '../project/find-project-api.js'
import {chooseStage} from '../project/observe/observed-stage.js'
import type {Watching} from '../project/observe/observed-stage.js'
import {readApi} from '../project/read-api.js'

/** One stage of an API, and everything that an edit of it needs. */
export type OpenedStage = {anywhere: Anywhere; watching: Watching; live: LiveApi; stageName: string}

/**
 * The stage that --stage names, or the project, or the only one there is, of an API that is read whole. Throws
 * STAGE_NOT_FOUND and STAGE_AMBIGUOUS.
 */
export async function openStage(context: Context, idOrName: string | undefined): Promise<OpenedStage> {
  const anywhere = await context.openAnywhere()
  const watching = await context.watching()
  const api = await chooseApi(idOrName, anywhere)
  const live = await readApi(anywhere.clients, api)
  const {stage} = await chooseStage(watching, {api, stages: live.stages, idOrName})
  return {anywhere, watching, live, stageName: stage.stageName}
}
