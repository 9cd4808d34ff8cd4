import {ForeachScope} from '../runtime/foreach-scope.js'
import type {Render, State} from '../runtime/state.js'
import {StopSignal} from '../runtime/stop-signal.js'
import type {Directive} from '../syntax/node.js'
import {JavaCollection} from '../value/collection.js'
import {JavaMap} from '../value/java-map.js'
import {JavaIterator, type Value} from '../value/value.js'
import {VtlError} from '../vtl-error.js'
import type {Compiler} from './compiler.js'

/** Turns "#foreach($item in values) … #end" into a loop; over a map it goes through the values. */
export function compileForeach({args, body, at}: Directive, compiler: Compiler): Render {
  const [item, word, values] = args
  if (item?.kind !== 'reference' || word?.kind !== 'word' || values === undefined || values.kind === 'word') {
    throw new VtlError('syntax', '#foreach needs the form #foreach($item in $values).', at.line, at.column)
  }
  const name = item.reference.root
  const read = compiler.expression(values).value
  const render = compiler.block(body ?? [])
  return (state) => {
    state.meter.at = at
    state.meter.step(1)
    const items = itemsOf(read(state))
    if (items !== undefined) loop(name, items, render, state)
  }
}

/** undefined for what cannot be gone through, which is no error. */
function itemsOf(value: Value): readonly Value[] | undefined {
  if (value instanceof JavaCollection) return value.items()
  if (value instanceof JavaMap) return [...value.entries()].map((entry) => entry.value)
  if (!(value instanceof JavaIterator)) return undefined
  const items: Value[] = []
  while (value.hasNext()) items.push(value.next() ?? null)
  return items
}

/** The variables of the loop have their former values again afterwards. */
function loop(name: string, items: readonly Value[], render: Render, state: State): void {
  const before = new Map([name, 'velocityCount', 'velocityHasNext'].map((variable) => [variable, state.get(variable)]))
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

function runRounds(name: string, items: readonly Value[], render: Render, state: State, scope: ForeachScope): void {
  const {length} = items
  const rounds = Math.min(length, state.meter.limits.foreachMax)
  for (let index = 0; index < rounds; index += 1) {
    if (items.length !== length)
      throw state.meter.error(
        'java.util.ConcurrentModificationException: a list was changed while a #foreach went through it.',
      )
    state.meter.step(1)
    scope.index = index
    scope.hasNext = index + 1 < length
    state.set('velocityCount', index + 1)
    state.set('velocityHasNext', scope.hasNext)
    state.set(name, items[index] ?? null)
    render(state)
  }
}

function restore(variable: string, value: Value, state: State): void {
  if (value === null) state.remove(variable)
  else state.set(variable, value)
}
