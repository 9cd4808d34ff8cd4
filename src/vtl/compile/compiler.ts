import type {Render, State} from '../runtime/state.js'
import type {Block, Expression} from '../syntax/node.js'
import type {Value} from '../value/value.js'

/** An expression ready to run. test is what #if asks: only booleans, comparisons and references that are not false hold. */
export type Compiled = {value: (state: State) => Value; test: (state: State) => boolean}

/** How the parts of a template that contain other parts have them compiled: the tree is recursive, the files are not. */
export type Compiler = {
  block: (block: Block) => Render
  expression: (expression: Expression) => Compiled
}
