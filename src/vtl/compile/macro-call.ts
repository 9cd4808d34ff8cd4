import {BlockReference} from '../runtime/block-reference.js'
import type {Frame, Macro, Render, State, Thunk} from '../runtime/state.js'
import {StopSignal} from '../runtime/stop-signal.js'
import type {Argument, Directive, Position} from '../syntax/node.js'
import type {Value} from '../value/value.js'
import type {Compiler} from './compiler.js'

/** What of a call is needed to run it; the tree it was compiled from is not kept. */
type Call = {
  name: string
  thunks: readonly (readonly [Thunk, 'constant' | 'by name'])[]
  at: Position
  /** An argument that is a bare word, which no macro accepts. */
  word: string | undefined
  body?: Render
}

/** A call of a macro, or of nothing, which prints itself. "#@name" hands its body over as $bodyContent. */
export function compileMacroCall(directive: Directive, compiler: Compiler): Render {
  const isBlock = directive.name.startsWith('@') && directive.body !== undefined
  const call: Call = {
    name: isBlock ? directive.name.slice(1) : directive.name,
    thunks: directive.args.map((argument) => compileArgument(argument, compiler)),
    at: directive.at,
    word: directive.args.find((argument) => argument.kind === 'word')?.text,
    ...(isBlock ? {body: compiler.block(directive.body ?? [])} : {}),
  }
  const literal = directive.literal()
  return (state) => {
    const macro = state.findMacro(call.name)
    if (macro === undefined) state.print(literal)
    else callMacro(macro, call, state)
  }
}

/** Numbers, booleans and words are evaluated at the call, everything else each time the parameter is used. */
function compileArgument(argument: Argument, compiler: Compiler): readonly [Thunk, 'constant' | 'by name'] {
  const literal = argument.literal()
  if (argument.kind === 'word') return [{evaluate: () => null, literal}, 'constant']
  const isConstant = argument.kind === 'integer' || argument.kind === 'float' || argument.kind === 'boolean'
  if (argument.kind === 'reference' && argument.reference.steps.length === 0) {
    return [{evaluate: variableReader(argument.reference.root), literal}, 'by name']
  }
  return [{evaluate: compiler.expression(argument).value, literal}, isConstant ? 'constant' : 'by name']
}

function variableReader(name: string): Thunk['evaluate'] {
  return (state) => state.get(name)
}

function callMacro(macro: Macro, call: Call, state: State): void {
  const {meter} = state
  meter.at = call.at
  meter.step(1)
  if (call.word !== undefined) throw meter.error(`Invalid arg '${call.word}' in macro #${macro.name}`)
  if (state.macroDepth >= meter.limits.maxDepth) {
    throw meter.error(`Max calling depth of ${meter.limits.maxDepth} was exceeded in macro '${macro.name}'`, 'limit')
  }
  const outer = state.frame
  const frame = makeFrame(macro, call, state)
  state.macroDepth += 1
  state.frame = frame
  try {
    macro.body(state)
    // Velocity forgets to count down when a macro ends by #break: after twenty of them no macro can be called any more.
    state.macroDepth -= 1
  } catch (error) {
    if (!(error instanceof StopSignal) || error.reach !== 'nearest') throw error
  } finally {
    state.frame = outer
  }
}

function makeFrame(macro: Macro, call: Call, state: State): Frame {
  const locals = new Map<string, Value>()
  const thunks = new Map<string, Thunk>()
  macro.parameters.forEach((parameter, index) => {
    const argument = call.thunks[index]
    if (argument === undefined) return
    const [thunk, kind] = argument
    if (kind === 'constant') locals.set(parameter, thunk.evaluate(state))
    else thunks.set(parameter, thunk)
  })
  if (call.body !== undefined) {
    locals.set('bodyContent', new BlockReference(call.body, state, state.meter.limits.maxDepth))
  }
  return {outer: state.frame, locals, thunks}
}
