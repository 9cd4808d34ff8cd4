import type {HttpStageRecord} from '../../store/v2-records.js'
import {parseAccessLogFormat, type AccessLogFormat} from '../rest/access-log.js'
import type {CompiledHttpApi} from './compiled-http-api.js'
import type {HttpMemory} from './http-memory.js'

/** A compiled snapshot as one stage serves it. Make a new one when the stage changes. */
export type HttpDeployment = {
  api: CompiledHttpApi
  stage: HttpStageRecord
  variables: ReadonlyMap<string, string>
  /** The same for Lambda events: undefined when there are none. */
  eventVariables: Readonly<Record<string, string>> | undefined
  /** Undefined on a stage without access log. */
  accessLogFormat: AccessLogFormat | undefined
  memory: HttpMemory
}

export function openHttpStage(api: CompiledHttpApi, stage: HttpStageRecord, memory: HttpMemory): HttpDeployment {
  const entries = Object.entries(stage.stageVariables ?? {})
  const format = stage.accessLogSettings?.format
  return {
    api,
    stage,
    variables: new Map(entries),
    eventVariables: entries.length === 0 ? undefined : Object.fromEntries(entries),
    accessLogFormat: format === undefined ? undefined : parseAccessLogFormat(format),
    memory,
  }
}
