import {ForeachScope} from '../runtime/foreach-scope.js'
import type {Render, State} from '../runtime/state.js'
import {StopSignal} from '../runtime/stop-signal.js'
import type {Argument, Directive} from '../syntax/node.js'
import {JavaCollection, JavaMapView} from '../value/collection.js'
import {JavaIterator} from '../value/iterator.js'
import {JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import type {Value} from '../value/value.js'
import {VtlError} from '../vtl-error.js'
import type {Compiler} from './compiler.js'

/**
 * Turns "#foreach($item in values) … #end" into a loop; over a map it goes through the values.
 *
 * With fewer arguments nothing is printed, with more the fourth is printed in place of the body: Velocity counts on nobody doing that.
 */
export function compileForeach({args, body, at}: Directive, compiler: Compiler): Render {
  const [item, separator, values, printed] = args
  if (item === undefined)
    throw new VtlError('syntax', '#foreach needs the form #foreach($item in $values).', at.line, at.column)
  if (separator === undefined) return failing(at)
  if (values === undefined) return () => undefined
  const read = readerOf(values, compiler)
  const render = printed === undefined ? compiler.block(body ?? []) : printerOf(printed, compiler)
  const name = item.kind === 'reference' ? item.reference.root : item.literal().slice(1)
  return (state) => {
    state.meter.at = at
    state.meter.step(1)
    const items = iterate(read(state), state.meter)
    if (items !== undefined) loop(name, items, render, state)
  }
}

function failing(at: {line: number; column: number}): Render {
  return (state) => {
    state.meter.at = at
    throw state.meter.error('#foreach needs the form #foreach($item in $values).')
  }
}

/** A bare word has no value. */
function readerOf(argument: Argument, compiler: Compiler): (state: State) => Value {
  return argument.kind === 'word' ? () => null : compiler.expression(argument).value
}

/** Of values only references print anything. */
function printerOf(argument: Argument, compiler: Compiler): Render {
  return argument.kind === 'reference'
    ? compiler.block([{kind: 'print', reference: argument.reference}])
    : () => undefined
}

/** undefined for what cannot be gone through, which is no error. */
function iterate(value: Value, meter: Meter): JavaIterator | undefined {
  if (value instanceof JavaMap) meter.scan(value.size)
  if (value instanceof JavaCollection) return value.iterate()
  if (value instanceof JavaMap) return new JavaMapView(value, 'values').iterate()
  return value instanceof JavaIterator ? value : undefined
}

/** The variables of the loop have their former values again afterwards. */
function loop(name: string, items: JavaIterator, render: Render, state: State): void {
  const before = [name, 'velocityCount', 'velocityHasNext'].map((variable) => [variable, state.get(variable)] as const)
  const scope = new ForeachScope(state.get('foreach'))
  state.set('foreach', scope)
  try {
    runRounds(name, items, render, state, scope)
  } catch (error) {
    if (!(error instanceof StopSignal) || !(error.reach === 'nearest' || error.scope === scope)) throw error
  } finally {
    for (const [variable, value] of before) restore(variable, value, state)
    restore('foreach', scope.replaced, state)
  }
}

/** Rounds beyond the limit are silently not made, as Velocity's own limit works. */
function runRounds(name: string, items: JavaIterator, render: Render, state: State, scope: ForeachScope): void {
  const {meter} = state
  while (items.hasNext() && scope.index + 1 < meter.limits.foreachMax) {
    meter.step(1)
    scope.index += 1
    state.set('velocityCount', scope.index + 1)
    const item = items.next(meter)
    scope.hasNext = items.hasNext()
    state.set('velocityHasNext', scope.hasNext)
    state.set(name, item)
    render(state)
  }
}

function restore(variable: string, value: Value, state: State): void {
  if (value === null) state.remove(variable)
  else state.set(variable, value)
}
