import type {Macro} from '../runtime/state.js'
import type {Argument, Block, Directive, Expression, Reference, Statement} from '../syntax/node.js'
import type {Compiler} from './compiler.js'

/**
 * The macros a template defines, wherever in it: Velocity collects them before it prints anything.
 *
 * Inner definitions come before outer ones; the first of a name counts.
 */
export function findMacros(block: Block, compiler: Compiler): Map<string, Macro> {
  const macros = new Map<string, Macro>()
  for (const directive of inBlock(block)) {
    const macro = toMacro(directive, compiler)
    if (!macros.has(macro.name)) macros.set(macro.name, macro)
  }
  return macros
}

function toMacro({args, body}: Directive, compiler: Compiler): Macro {
  const [name, ...parameters] = args
  return {
    name: name?.kind === 'word' ? name.text : '',
    // What is no reference names a parameter that no reference can have.
    parameters: parameters.map((parameter) =>
      parameter.kind === 'reference' ? parameter.reference.assigned : parameter.literal(),
    ),
    body: compiler.block(body ?? []),
  }
}

function* inBlock(block: Block): Generator<Directive> {
  for (const statement of block) yield* inStatement(statement)
}

function* inStatement(statement: Statement): Generator<Directive> {
  switch (statement.kind) {
    case 'text':
      return
    case 'print':
      yield* inReference(statement.reference)
      return
    case 'set':
      yield* inReference(statement.target)
      yield* inExpression(statement.value)
      return
    case 'if':
      for (const {condition, body} of statement.branches) {
        yield* inExpression(condition)
        yield* inBlock(body)
      }
      yield* inBlock(statement.otherwise)
      return
    case 'directive':
      for (const argument of statement.directive.args) yield* inExpression(argument)
      yield* inBlock(statement.directive.body ?? [])
      if (statement.directive.name === 'macro') yield statement.directive
  }
}

function* inReference({steps}: Reference): Generator<Directive> {
  for (const step of steps) {
    if (step.kind === 'method') for (const argument of step.args) yield* inExpression(argument)
    if (step.kind === 'index') yield* inExpression(step.index)
  }
}

/** Strings between double quotes are templates and can define macros. */
function* inExpression(expression: Expression | Argument): Generator<Directive> {
  switch (expression.kind) {
    case 'interpolated':
      yield* inBlock(expression.body)
      return
    case 'list':
      for (const item of expression.items) yield* inExpression(item)
      return
    case 'map':
      for (const pair of expression.entries) for (const side of pair) yield* inExpression(side)
      return
    case 'range':
      yield* inExpression(expression.from)
      yield* inExpression(expression.to)
      return
    case 'reference':
      yield* inReference(expression.reference)
      return
    case 'not':
      yield* inExpression(expression.operand)
      return
    case 'binary':
      yield* inExpression(expression.left)
      yield* inExpression(expression.right)
      return
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
    case 'word':
  }
}
