import {ApigwError} from '../../errors/apigw-error.js'
import {accessLogOf, executionSources, functionSource} from '../../metrics/log-source.js'
import type {LogSource} from '../../metrics/log-source.js'
import type {Stage} from '../../model/stage.js'
import type {FoundApi} from '../find-project-api.js'
import type {Project} from '../project.js'

/** `--type` and `--function`; without either it is the access log, or the execution log of a stage without one. */
export type LogSourceWords = {
  type?: readonly ('access' | 'execution')[] | undefined
  function?: readonly string[] | undefined
}

export type LoggingStage = {api: FoundApi; stage: Stage; project: Project | undefined}

/** The log groups that are meant. Throws LOGS_OFF for a log that the stage does not write, LOGS_IN_FIREHOSE. */
export function logSources({api, stage, project}: LoggingStage, words: LogSourceWords): LogSource[] {
  const access = accessLogOf(stage)
  const execution = executionSources(api.apiId, stage)
  const functions = (words.function ?? []).map((name) => functionSource(nameOnAws(name, project)))
  const types = words.type ?? (functions.length > 0 ? [] : [access.kind === 'none' ? 'execution' : 'access'])
  const ofStage = types.flatMap((type) => {
    if (type === 'execution') return execution
    if (access.kind === 'firehose') throw inFirehose(access.stream)
    return access.kind === 'group' ? [access.source] : []
  })
  const missing = types.find((type) => !ofStage.some(({kind}) => kind === type))
  if (missing !== undefined) throw logsOff(api, stage, {missing, both: words.type === undefined})
  return [...ofStage, ...functions]
}

/** A function of apigw.yaml goes by another name on AWS when it says so. */
function nameOnAws(name: string, project: Project | undefined): string {
  const {functions = {}} = project?.settings ?? {}
  const declared = Object.hasOwn(functions, name) ? functions[name] : undefined
  return declared?.functionName ?? name
}

function logsOff(
  {name, kind}: FoundApi,
  {stageName}: Stage,
  {missing, both}: {missing: 'access' | 'execution'; both: boolean},
): ApigwError {
  const which = both ? 'no log' : `no ${missing} log`
  const settings = kind === 'http' ? '"accessLog:"' : '"accessLog:" or "executionLog:"'
  return new ApigwError({
    code: 'LOGS_OFF',
    exit: 'failure',
    what: `Stage ${stageName} of ${name} writes ${which}.`,
    why:
      kind === 'http' && !both
        ? 'HTTP APIs have access logs only.'
        : 'Neither its settings nor those of its routes name one.',
    fix: `Write ${settings} into the stage in apigw.yaml and deploy it, or use "apigw stage logs" where no files declare the API; "--function NAME" shows the log of a function meanwhile.`,
  })
}

function inFirehose(stream: string): ApigwError {
  return new ApigwError({
    code: 'LOGS_IN_FIREHOSE',
    exit: 'failure',
    what: `The access log goes to the Firehose stream ${stream}.`,
    why: 'What Firehose was given can be read at its destination only.',
    fix: 'Look there, or read the execution log with --type execution.',
  })
}
