import type {TraceHead, TraceRefusal} from '../../model/gateway-trace.js'
import type {PhaseRecord, PhaseTypes} from './phase.js'
import type {Invocation} from './ports.js'
import type {Shown} from './shown.js'

/** A phase as the recorder keeps it; times are milliseconds since the request arrived. */
export type TracePhase = {
  name: string
  startedMs: number
  durationMs: number
  input: Shown
  output?: Shown
  refusal?: TraceRefusal
  decidedBy?: string
}

/** One request as the recorder keeps it. */
export type Trace = TraceHead & {phases: readonly TracePhase[]}

/** What there is to say about a phase; undefined for one that had nothing to do. */
export type Description = {input: Shown; output?: Shown; decidedBy?: string}

/** One describer per phase: the compiler finds a forgotten one. `output` is undefined when the phase refused. */
export type Describers<Types extends PhaseTypes> = {
  [Name in keyof Types]: (
    input: Types[Name]['input'],
    output: Types[Name]['output'] | undefined,
  ) => Description | undefined
}

export function traceHead({latencyMs, ...invocation}: Invocation): TraceHead {
  const {requestId, apiId, apiKind, stage, method, path, routeKey, status, startedAtMs} = invocation
  const {functionRequestId} = invocation
  return {
    ...{requestId, apiId, apiKind, stage, method, path, status, startedAtMs, durationMs: latencyMs},
    ...(routeKey !== undefined && {routeKey}),
    ...(functionRequestId !== undefined && {functionRequestId}),
  }
}

/** Tells the phases of one request; a phase that had nothing to do is told only when it refused. */
export function describePhases<Types extends PhaseTypes>(
  records: readonly PhaseRecord<Types>[],
  describers: Describers<Types>,
  refusalOf: (error: unknown) => TraceRefusal,
): TracePhase[] {
  const startMs = Math.min(...records.map(({startedMs}) => startedMs))
  return records.flatMap(({name, input, outcome, startedMs, endedMs}) => {
    const description = describers[name](input, outcome.kind === 'passed' ? outcome.output : undefined)
    if (description === undefined && outcome.kind === 'passed') return []
    const times = {startedMs: startedMs - startMs, durationMs: endedMs - startedMs}
    const refusal = outcome.kind === 'refused' ? {refusal: refusalOf(outcome.error)} : {}
    return [{name: String(name), ...times, input: null, ...description, ...refusal}]
  })
}
