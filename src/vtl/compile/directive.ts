import {BlockReference} from '../runtime/block-reference.js'
import {ForeachScope} from '../runtime/foreach-scope.js'
import type {Frame, Macro, Render, State, Thunk} from '../runtime/state.js'
import {StopSignal} from '../runtime/stop-signal.js'
import type {Argument, Directive, Expression} from '../syntax/node.js'
import {parseTemplateSource} from '../syntax/statement-parser.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import {VtlError} from '../vtl-error.js'
import type {Compiler} from './compiler.js'
import {compileForeach} from './foreach.js'
import {findMacros} from './macro.js'

/** Turns "#name(…)" into what it does; a name that is no directive's may be a macro's. */
export function compileDirective(directive: Directive, compiler: Compiler): Render {
  switch (directive.name) {
    case 'foreach':
      return compileForeach(directive, compiler)
    case 'define':
      return compileDefine(directive, compiler)
    case 'evaluate':
      return compileEvaluate(directive, compiler)
    case 'literal':
      return compileText(directive.bodyLiteral())
    case 'break':
      return compileBreak(directive, compiler)
    case 'stop':
      return () => {
        throw new StopSignal('template')
      }
    case 'macro':
      // Macros are known before anything is printed: see findMacros.
      return () => undefined
    case 'include':
    case 'parse':
      return (state) => {
        state.meter.at = directive.at
        throw state.meter.error(`#${directive.name} finds nothing: a mapping template cannot use other templates.`)
      }
    default:
      return compileMacroCall(directive, compiler)
  }
}

function compileText(text: string): Render {
  return (state) => state.print(text)
}

function invalid({at}: {at: {line: number; column: number}}, message: string): VtlError {
  return new VtlError('syntax', message, at.line, at.column)
}

function compileDefine(directive: Directive, compiler: Compiler): Render {
  const [name] = directive.args
  if (name?.kind !== 'reference' || directive.args.length !== 1) {
    throw invalid(directive, '#define needs one reference, the name of the block.')
  }
  const body = compiler.block(directive.body ?? [])
  const {assigned} = name.reference
  return (state) => state.set(assigned, new BlockReference(body, state))
}

function compileEvaluate(directive: Directive, compiler: Compiler): Render {
  const [source, ...more] = directive.args
  if (source === undefined || more.length > 0) throw invalid(directive, '#evaluate needs exactly one argument.')
  if (source.kind !== 'string' && source.kind !== 'interpolated' && source.kind !== 'reference') {
    throw invalid(directive, '#evaluate needs a string or a reference.')
  }
  const {value} = compiler.expression(source)
  return (state) => {
    const text = textOf(value(state), state.meter)
    state.meter.at = directive.at
    if (state.evaluateDepth >= state.meter.limits.maxDepth) {
      throw state.meter.error(`#evaluate is nested more than ${state.meter.limits.maxDepth} levels deep.`, 'limit')
    }
    state.evaluateDepth += 1
    try {
      evaluate(text, state, compiler)
    } finally {
      state.evaluateDepth -= 1
    }
  }
}

/** The size of a template. */
const maxEvaluated = 300_000

/** Parses and carries out text; an error in it is reported at the #evaluate. */
function evaluate(text: string, state: State, compiler: Compiler): void {
  if (text.length > maxEvaluated) throw state.meter.error('#evaluate was given more than 300,000 characters.', 'limit')
  state.meter.step(text.length)
  const {at} = state.meter
  let render: Render
  try {
    const block = parseTemplateSource(text)
    render = compiler.block(block)
    state.addMacros(findMacros(block, compiler))
  } catch (error) {
    if (!(error instanceof VtlError)) throw error
    throw state.meter.error(`In the text given to #evaluate: ${error.message}`, error.reason)
  }
  try {
    render(state)
  } catch (error) {
    if (!(error instanceof StopSignal) || error.reach === 'scope') throw error
  }
  state.meter.at = at
}

function compileBreak(directive: Directive, compiler: Compiler): Render {
  const [scope, ...more] = directive.args
  if (more.length > 0) throw invalid(directive, '#break accepts a single scope object.')
  if (scope === undefined) {
    return () => {
      throw new StopSignal('nearest')
    }
  }
  const {value} = compiler.expression(toExpression(scope))
  const literal = scope.literal()
  return (state) => {
    const target = value(state)
    state.meter.at = directive.at
    if (!(target instanceof ForeachScope)) throw state.meter.error(`${literal} is not a scope that #break can end.`)
    throw new StopSignal('scope', target)
  }
}

/** A bare word has no value of its own. */
function toExpression(argument: Argument): Expression {
  if (argument.kind !== 'word') return argument
  return {kind: 'string', text: argument.text, literal: argument.literal, at: argument.at}
}

type Call = {
  name: string
  thunks: readonly (readonly [Thunk, 'constant' | 'by name'])[]
  directive: Directive
  body?: Render
}

/** A call of a macro, or of nothing, which prints itself. "#@name" hands its body over as $bodyContent. */
function compileMacroCall(directive: Directive, compiler: Compiler): Render {
  const isBlock = directive.name.startsWith('@') && directive.body !== undefined
  const call: Call = {
    name: isBlock ? directive.name.slice(1) : directive.name,
    thunks: directive.args.map((argument) => compileArgument(argument, compiler)),
    directive,
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
    const {root} = argument.reference
    return [{evaluate: (state) => state.get(root), literal}, 'by name']
  }
  return [{evaluate: compiler.expression(argument).value, literal}, isConstant ? 'constant' : 'by name']
}

function callMacro(macro: Macro, call: Call, state: State): void {
  const {meter} = state
  meter.at = call.directive.at
  meter.step(1)
  const word = call.directive.args.find((argument) => argument.kind === 'word')
  if (word !== undefined) throw meter.error(`Invalid arg '${word.text}' in macro #${macro.name}`)
  if (state.macroDepth >= meter.limits.maxDepth) {
    throw meter.error(`Max calling depth of ${meter.limits.maxDepth} was exceeded in macro '${macro.name}'`, 'limit')
  }
  const outer = state.frame
  const frame = makeFrame(macro, call, state)
  state.macroDepth += 1
  state.frame = frame
  try {
    macro.body(state)
  } catch (error) {
    if (!(error instanceof StopSignal) || error.reach !== 'nearest') throw error
  } finally {
    state.frame = outer
    state.macroDepth -= 1
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
    const {body} = call
    const {frame: outer} = state
    const inOuterFrame: Render = (inner) => {
      const before = inner.frame
      inner.frame = before ?? outer
      body(inner)
      inner.frame = before
    }
    locals.set('bodyContent', new BlockReference(inOuterFrame, state, state.meter.limits.maxDepth))
  }
  return {outer: state.frame, locals, thunks}
}
