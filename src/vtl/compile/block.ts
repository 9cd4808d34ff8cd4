import type {Render} from '../runtime/state.js'
import type {Block, Statement} from '../syntax/node.js'
import type {Compiler, Dialect} from './compiler.js'
import {compileDirective} from './directive.js'
import {compileExpression} from './expression.js'
import {compilePrint, compileReference} from './reference.js'

/** Compiles everything there is. */
export const compilers: Readonly<Record<Dialect, Compiler>> = {
  velocity: createCompiler('velocity'),
  apiGateway: createCompiler('apiGateway'),
}

function createCompiler(dialect: Dialect): Compiler {
  const compiler: Compiler = {
    dialect,
    block: (block) => compileBlock(block, compiler),
    expression: (expression) => compileExpression(expression, compiler),
  }
  return compiler
}

/** Turns statements into one function that carries them out in order. */
function compileBlock(block: Block, compiler: Compiler): Render {
  const renders = block.map((statement) => compileStatement(statement, compiler))
  const [first, second] = renders
  if (first === undefined) return () => undefined
  if (second === undefined) return first
  return (state) => {
    for (const render of renders) render(state)
  }
}

function compileStatement(statement: Statement, compiler: Compiler): Render {
  switch (statement.kind) {
    case 'text': {
      const {text} = statement
      return (state) => state.print(text)
    }
    case 'print':
      return compilePrint(statement.reference, compiler)
    case 'set':
      return compileSet(statement, compiler)
    case 'if':
      return compileIf(statement, compiler)
    case 'directive':
      return compileDirective(statement.directive, compiler)
  }
}

/** #set does nothing when there is no value. */
function compileSet({target, value, at}: Extract<Statement, {kind: 'set'}>, compiler: Compiler): Render {
  const {write} = compileReference(target, compiler)
  const isContext = target.root === 'context'
  const evaluate = compiler.expression(value).value
  return (state) => {
    state.meter.at = at
    state.meter.step(1)
    const result = evaluate(state)
    if (result === null) return
    write(state, result)
    if (!isContext) return
    state.meter.at = at
    state.context?.checkOnce(state.meter)
  }
}

function compileIf({branches, otherwise}: Extract<Statement, {kind: 'if'}>, compiler: Compiler): Render {
  const compiled = branches.map(({condition, body}) => ({
    test: compiler.expression(condition).test,
    render: compiler.block(body),
  }))
  const last = compiler.block(otherwise)
  return (state) => {
    state.meter.step(1)
    for (const {test, render} of compiled)
      if (test(state)) {
        render(state)
        return
      }
    last(state)
  }
}
