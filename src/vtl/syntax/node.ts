/** Where a node begins; both count from 1. */
export type Position = {line: number; column: number}

/** The text of a node as it stands in the template; put together only when it is asked for. */
export type Literal = () => string

/** The parsed template: statements in order. */
export type Block = readonly Statement[]

export type Statement =
  | {kind: 'text'; text: string}
  | {kind: 'print'; reference: Reference}
  | {kind: 'set'; target: Reference; value: Expression; at: Position}
  | {kind: 'if'; branches: readonly Branch[]; otherwise: Block}
  | {kind: 'directive'; directive: Directive}

/** One #if or #elseif with what it prints. */
export type Branch = {condition: Expression; body: Block}

/**
 * A directive by name: #foreach, #define, a macro's definition, a macro's call.
 *
 * literal is the call as written, which is what a call of no macro prints. body is absent where the directive has none.
 */
export type Directive = {
  name: string
  args: readonly Argument[]
  hasParentheses: boolean
  body?: Block
  bodyLiteral: Literal
  literal: Literal
  at: Position
}

export type Argument = {kind: 'word'; text: string; literal: Literal; at: Position} | Expression

/** literal is the text that stands for a null operand of a string concatenation. */
export type Expression = {literal: Literal; at: Position} & (
  | {kind: 'string'; text: string}
  | {kind: 'interpolated'; body: Block; trimmed: number}
  | {kind: 'integer'; digits: string}
  | {kind: 'float'; digits: string}
  | {kind: 'boolean'; value: boolean}
  | {kind: 'list'; items: readonly Expression[]}
  | {kind: 'range'; from: Expression; to: Expression}
  | {kind: 'map'; entries: readonly (readonly [Expression, Expression])[]}
  | {kind: 'reference'; reference: Reference}
  | {kind: 'not'; operand: Expression}
  | {kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression}
)

export type BinaryOperator =
  | 'or'
  | 'and'
  | 'equal'
  | 'not-equal'
  | 'less'
  | 'less-equal'
  | 'greater'
  | 'greater-equal'
  | 'plus'
  | 'minus'
  | 'multiply'
  | 'divide'
  | 'modulo'

/**
 * A "$name.member" chain.
 *
 * before is what is printed in front of the value. An escaped reference prints its own text instead of its value; an
 * uncomputable one (a backslash between "$" and "!") has no value at all, its root is its text.
 */
export type Reference = {
  root: string
  /** The variable that is set when there are no steps: Velocity takes "{" for that of "${name}", and "!name" for that of "$!name". */
  assigned: string
  steps: readonly Step[]
  form: 'value' | 'escaped' | 'uncomputable' | 'runt'
  before: string
  literal: Literal
  at: Position
}

export type Step =
  | {kind: 'property'; name: string; at: Position}
  | {kind: 'method'; name: string; args: readonly Expression[]; at: Position}
  | {kind: 'index'; index: Expression; at: Position}
