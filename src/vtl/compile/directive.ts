import {BlockReference} from '../runtime/block-reference.js'
import {ForeachScope} from '../runtime/foreach-scope.js'
import type {Render, State} from '../runtime/state.js'
import {StopSignal} from '../runtime/stop-signal.js'
import type {Argument, Directive, Expression, Position} from '../syntax/node.js'
import {parseTemplateSource} from '../syntax/statement-parser.js'
import {textOf} from '../value/text.js'
import {VtlError} from '../vtl-error.js'
import type {Compiler} from './compiler.js'
import {compileForeach} from './foreach.js'
import {findMacros} from './macro.js'
import {compileMacroCall} from './macro-call.js'

/** Turns "#name(…)" into what it does; a name that is no directive's may be a macro's. */
export function compileDirective(directive: Directive, compiler: Compiler): Render {
  switch (directive.name) {
    case 'foreach':
      return compileForeach(directive, compiler)
    case 'define':
      return compileDefine(directive, compiler)
    case 'evaluate':
      return compiler.dialect === 'velocity'
        ? compileEvaluate(directive, compiler)
        : compileMacroCall(directive, compiler)
    case 'literal':
      return compileText(directive.bodyLiteral())
    case 'break':
      return compileBreak(directive, compiler)
    case 'stop':
      return stop
    case 'macro':
      // Macros are known before anything is printed: see findMacros.
      return () => undefined
    case 'include':
    case 'parse':
      return compileMissing(directive.name, directive.at)
    default:
      return compileMacroCall(directive, compiler)
  }
}

function stop(): never {
  throw new StopSignal('template')
}

function compileMissing(name: string, at: Position): Render {
  return (state) => {
    state.meter.at = at
    throw state.meter.error(`#${name} finds nothing: a mapping template cannot use other templates.`)
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
  const {at} = directive
  const [source, ...more] = directive.args
  if (source === undefined || more.length > 0) throw invalid(directive, '#evaluate needs exactly one argument.')
  if (source.kind !== 'string' && source.kind !== 'interpolated' && source.kind !== 'reference') {
    throw invalid(directive, '#evaluate needs a string or a reference.')
  }
  const {value} = compiler.expression(source)
  return (state) => {
    const text = textOf(value(state), state.meter)
    state.meter.at = at
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
  const {at} = directive
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
    state.meter.at = at
    if (!(target instanceof ForeachScope)) throw state.meter.error(`${literal} is not a scope that #break can end.`)
    throw new StopSignal('scope', target)
  }
}

/** A bare word has no value of its own. */
function toExpression(argument: Argument): Expression {
  if (argument.kind !== 'word') return argument
  return {kind: 'string', text: argument.text, literal: argument.literal, at: argument.at}
}
