import type {Render, State} from '../runtime/state.js'
import type {Block, Expression} from '../syntax/node.js'
import type {Value} from '../value/value.js'

/** An expression ready to run. test is what #if asks: only booleans, comparisons and references that are not false hold. */
export type Compiled = {value: (state: State) => Value; test: (state: State) => boolean}

/**
 * `velocity` is Apache Velocity 1.7 with everything in it. `apiGateway` is what the service makes of it: a #macro defines
 * nothing, and its calls and #evaluate print themselves.
 *
 * Source: recordings of 13 August 2023 in localstack/airspeed (test_recursive_macro, test_evaluate_directive).
 */
export type Dialect = 'velocity' | 'apiGateway'

/** How the parts of a template that contain other parts have them compiled: the tree is recursive, the files are not. */
export type Compiler = {
  dialect: Dialect
  block: (block: Block) => Render
  expression: (expression: Expression) => Compiled
}
