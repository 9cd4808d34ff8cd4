import type {HttpStageRecord} from '../../store/v2-records.js'
import type {CompiledHttpApi} from './compiled-http-api.js'
import type {HttpMemory} from './http-memory.js'

/** A compiled snapshot as one stage serves it. Make a new one when the stage changes. */
export type HttpDeployment = {
  api: CompiledHttpApi
  stage: HttpStageRecord
  variables: ReadonlyMap<string, string>
  /** The same for Lambda events: undefined when there are none. */
  eventVariables: Readonly<Record<string, string>> | undefined
  memory: HttpMemory
}

export function openHttpStage(api: CompiledHttpApi, stage: HttpStageRecord, memory: HttpMemory): HttpDeployment {
  const entries = Object.entries(stage.stageVariables ?? {})
  return {
    api,
    stage,
    variables: new Map(entries),
    eventVariables: entries.length === 0 ? undefined : Object.fromEntries(entries),
    memory,
  }
}
