import type {BinaryOperator, Expression} from '../syntax/node.js'
import {calculate, compareNumbers, type ArithmeticOperator, type Calculated} from '../value/arithmetic.js'
import {JavaList} from '../value/collection.js'
import {classNameOf} from '../value/class-name.js'
import {equals} from '../value/equality.js'
import {JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import {isNumber, JavaDouble, toWhole, truncate} from '../value/number.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import {BlockReference} from '../runtime/block-reference.js'
import type {State} from '../runtime/state.js'
import type {Compiled, Compiler} from './compiler.js'
import {compileReference} from './reference.js'

/** Turns an expression into functions. */
export function compileExpression(expression: Expression, compiler: Compiler): Compiled {
  switch (expression.kind) {
    case 'string':
      return constant(expression.text)
    case 'integer':
      return constant(toWhole(BigInt(expression.digits)))
    case 'float':
      return constant(new JavaDouble(Number(expression.digits)))
    case 'boolean':
      return expression.value ? alwaysTrue : alwaysFalse
    case 'interpolated':
      return compileInterpolated(expression, compiler)
    case 'list':
      return compileList(expression.items, compiler)
    case 'range':
      return compileRange(expression, compiler)
    case 'map':
      return compileMap(expression.entries, compiler)
    case 'reference':
      return compileReferenceExpression(expression, compiler)
    case 'not':
      return negation(compiler.expression(expression.operand))
    case 'binary':
      return compileBinary(expression, compiler)
  }
}

/** A literal is never true. */
function constant(value: Value): Compiled {
  return {value: () => value, test: () => false}
}

function predicate(test: (state: State) => boolean): Compiled {
  return {value: test, test}
}

const alwaysTrue = predicate(() => true)
const alwaysFalse = predicate(() => false)

function negation({test}: Compiled): Compiled {
  return predicate((state) => !test(state))
}

function computed(value: (state: State) => Value): Compiled {
  return {value, test: () => false}
}

function compileInterpolated(
  {body, trimmed}: Extract<Expression, {kind: 'interpolated'}>,
  compiler: Compiler,
): Compiled {
  const render = compiler.block(body)
  return computed((state) => {
    const text = state.capture(render)
    return trimmed === 0 ? text : text.slice(0, -trimmed)
  })
}

function compileList(items: readonly Expression[], compiler: Compiler): Compiled {
  const values = items.map((item) => compiler.expression(item).value)
  return computed((state) => {
    state.meter.step(values.length)
    return new JavaList(
      'java.util.ArrayList',
      values.map((value) => value(state)),
    )
  })
}

function compileMap(entries: readonly (readonly [Expression, Expression])[], compiler: Compiler): Compiled {
  const members = entries.map(
    ([key, value]) => [compiler.expression(key).value, compiler.expression(value).value] as const,
  )
  return computed((state) => {
    state.meter.step(members.length)
    const map = new JavaMap()
    for (const [key, value] of members) map.put(key(state), value(state))
    return map
  })
}

/** null when an end is not a number, as Velocity answers. */
function compileRange({from, to, at}: Extract<Expression, {kind: 'range'}>, compiler: Compiler): Compiled {
  const [first, last] = [compiler.expression(from).value, compiler.expression(to).value]
  return computed((state) => {
    const [left, right] = [first(state), last(state)]
    if (!isNumber(left) || !isNumber(right)) return null
    const [start, end] = [Number(truncate(left, 32)), Number(truncate(right, 32))]
    const length = Math.abs(end - start) + 1
    state.meter.at = at
    state.meter.step(length)
    return new JavaList(
      'java.util.ArrayList',
      Array.from({length}, (_, index) => (start <= end ? start + index : start - index)),
    )
  })
}

function compileReferenceExpression(
  {reference}: Extract<Expression, {kind: 'reference'}>,
  compiler: Compiler,
): Compiled {
  const {read} = compileReference(reference, compiler)
  if (reference.form === 'uncomputable') return {value: () => null, test: (state) => isTrue(read(state))}
  return {value: read, test: (state) => isTrue(read(state))}
}

/** Velocity asks whether the value's text is null: a block is printed for it, with all it does. */
function isTrue(value: Value): boolean {
  if (value instanceof BlockReference) return value.isPrintable()
  return value !== null && value !== false
}

function compileBinary(expression: Extract<Expression, {kind: 'binary'}>, compiler: Compiler): Compiled {
  const left = compiler.expression(expression.left)
  const right = compiler.expression(expression.right)
  switch (expression.operator) {
    case 'and':
      return predicate((state) => left.test(state) && right.test(state))
    case 'or':
      return predicate((state) => left.test(state) || right.test(state))
    case 'equal':
      return predicate((state) => areEqual(left.value(state), right.value(state), state.meter))
    case 'not-equal':
      return predicate((state) => !areEqual(left.value(state), right.value(state), state.meter))
    case 'less':
    case 'less-equal':
    case 'greater':
    case 'greater-equal':
      return compileComparison(expression.operator, left, right)
    case 'plus':
    case 'minus':
    case 'multiply':
    case 'divide':
    case 'modulo':
      return compileArithmetic(expression, expression.operator, left, right)
  }
}

const comparisons: Readonly<
  Record<Extract<BinaryOperator, `less${string}` | `greater${string}`>, (order: number) => boolean>
> = {
  less: (order) => order < 0,
  'less-equal': (order) => order <= 0,
  greater: (order) => order > 0,
  'greater-equal': (order) => order >= 0,
}

/** Only numbers have an order; anything else is neither less nor greater. */
function compileComparison(operator: keyof typeof comparisons, left: Compiled, right: Compiled): Compiled {
  const holds = comparisons[operator]
  return predicate((state) => {
    const [first, second] = [left.value(state), right.value(state)]
    return isNumber(first) && isNumber(second) && holds(compareNumbers(first, second))
  })
}

/** "+" joins when one side is a string. What cannot be calculated is null, which #set ignores. */
function compileArithmetic(
  {left: leftNode, right: rightNode, at}: Extract<Expression, {kind: 'binary'}>,
  operator: ArithmeticOperator,
  left: Compiled,
  right: Compiled,
): Compiled {
  const [leftText, rightText] = operator === 'plus' ? [leftNode.literal(), rightNode.literal()] : ['', '']
  return computed((state) => {
    const [first, second] = [left.value(state), right.value(state)]
    state.meter.at = at
    state.meter.step(1)
    if (operator === 'plus' && (typeof first === 'string' || typeof second === 'string')) {
      const text =
        (first === null ? leftText : textOf(first, state.meter)) +
        (second === null ? rightText : textOf(second, state.meter))
      state.meter.characters(text.length)
      return text
    }
    if (!isNumber(first) || !isNumber(second)) return null
    const result = calculate(operator, first, second)
    return resultOf(result, state.meter)
  })
}

/** The error of a result that cannot be had. */
function resultOf(result: Calculated, meter: Meter): Value {
  if (result === 'too large') throw meter.error('A number has too many digits.', 'limit')
  if (result === 'undefined') throw meter.error('Java does not calculate this with its big numbers.')
  return result
}

/** Numbers by value, values of one class by equals, others by their text. */
function areEqual(left: Value, right: Value, meter: Meter): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    meter.step(Math.min(left.length, right.length) >>> 8)
    return left === right
  }
  if (left === right) return true
  if (left === null || right === null) return false
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0
  if (areRelated(left, right)) return equals(left, right, meter)
  return textOf(left, meter) === textOf(right, meter)
}

/** Whether one's class is the other's or extends it. */
function areRelated(left: Exclude<Value, null>, right: Exclude<Value, null>): boolean {
  return classNameOf(left) === classNameOf(right) || (left instanceof JavaList && right instanceof JavaList)
}
