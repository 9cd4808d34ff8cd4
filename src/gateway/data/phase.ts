import {traceHeader} from '../../model/gateway-trace.js'
import {lastHeader} from './header-list.js'
import type {HttpRequest, Ports} from './ports.js'

/** The phases of one kind of API: name -> what goes in and what comes out. */
export type PhaseTypes = Readonly<Record<string, {input: unknown; output: unknown}>>

/** How one phase went, in the pipeline's own values. Times are milliseconds of the recorder's clock. */
export type PhaseRecord<Types extends PhaseTypes> = {
  [Name in keyof Types]: {
    name: Name
    startedMs: number
    endedMs: number
    input: Types[Name]['input']
    outcome: PhaseOutcome<Types[Name]['output']>
  }
}[keyof Types]

export type PhaseOutcome<Output> = {kind: 'passed'; output: Output} | {kind: 'refused'; error: unknown}

/** Runs one phase; what it answers or throws is the phase's own, a promise only where the phase gives one. */
export type Pass<Types extends PhaseTypes> = <
  Name extends keyof Types,
  Result extends Types[Name]['output'] | Promise<Types[Name]['output']>,
>(
  name: Name,
  input: Types[Name]['input'],
  phase: (input: Types[Name]['input'], ports: Ports) => Result,
) => Result

/** Goes on with what a phase answered: with a value at once, with a promise when it has settled. */
export function follow<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** Runs phases; each one that is over is added to `records`, when there are some. */
export function passPhases<Types extends PhaseTypes>(
  ports: Ports,
  records: PhaseRecord<Types>[] | undefined,
): Pass<Types> {
  if (records !== undefined) return recordPhases(ports, ports.recorder?.tickMs ?? ports.nowMs, records)
  return (_name, input, phase) => phase(input, ports)
}

/** Whether somebody wants to see the phases of a request: all are watched, or it asks for it itself. */
export function wantsTrace({recorder}: Ports, {rawHeaders}: Pick<HttpRequest, 'rawHeaders'>): boolean {
  if (recorder === undefined) return false
  return recorder.isWatched() || lastHeader(rawHeaders, traceHeader) !== undefined
}

/** Runs phases and adds each one to `records` when it is over. */
export function recordPhases<Types extends PhaseTypes>(
  ports: Ports,
  tickMs: () => number,
  records: PhaseRecord<Types>[],
): Pass<Types> {
  return (name, input, phase) => {
    const startedMs = tickMs()
    const note = (outcome: PhaseOutcome<Types[typeof name]['output']>): void => {
      records.push({name, startedMs, endedMs: tickMs(), input, outcome})
    }
    const refused = (error: unknown): void => note({kind: 'refused', error})
    try {
      const result = phase(input, ports)
      // Ours are the first callbacks of the promise: the phase is noted before the pipeline goes on.
      if (result instanceof Promise) result.then((output: unknown) => note({kind: 'passed', output}), refused)
      else note({kind: 'passed', output: result})
      return result
    } catch (error) {
      refused(error)
      throw error
    }
  }
}
