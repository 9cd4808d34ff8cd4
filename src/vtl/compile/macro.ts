import type {Macro} from '../runtime/state.js'
import type {Block, Directive} from '../syntax/node.js'
import {VtlError} from '../vtl-error.js'
import type {Compiler} from './compiler.js'

/** The macros a template defines, wherever in it: Velocity collects them before it prints anything. The first of a name counts. */
export function findMacros(block: Block, compiler: Compiler): Macro[] {
  const macros: Macro[] = []
  const names = new Set<string>()
  for (const directive of directivesOf(block)) {
    if (directive.name !== 'macro') continue
    const macro = toMacro(directive, compiler)
    if (!names.has(macro.name)) macros.push(macro)
    names.add(macro.name)
  }
  return macros
}

function* directivesOf(block: Block): Generator<Directive> {
  for (const statement of block) {
    if (statement.kind === 'if') {
      for (const branch of statement.branches) yield* directivesOf(branch.body)
      yield* directivesOf(statement.otherwise)
    } else if (statement.kind === 'directive') {
      yield statement.directive
      // What is inside a macro is a definition only once it runs, and then too late.
      if (statement.directive.name !== 'macro') yield* directivesOf(statement.directive.body ?? [])
    }
  }
}

function toMacro({args, body, at}: Directive, compiler: Compiler): Macro {
  const [name, ...parameters] = args
  const names = parameters.map((parameter) => {
    if (parameter.kind === 'reference') return parameter.reference.root
    throw new VtlError(
      'syntax',
      `A macro's parameters are references such as $name, not ${parameter.literal}.`,
      at.line,
      at.column,
    )
  })
  return {name: name?.kind === 'word' ? name.text : '', parameters: names, body: compiler.block(body ?? [])}
}
