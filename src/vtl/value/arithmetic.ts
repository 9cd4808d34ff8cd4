import {
  bigintOf,
  doubleOf,
  exactDecimal,
  isWhole,
  JavaDecimal,
  JavaDouble,
  JavaInteger,
  toBigInteger,
  toScale,
  toWhole,
  type JavaNumber,
} from './number.js'

export type ArithmeticOperator = 'plus' | 'minus' | 'multiply' | 'divide' | 'modulo'

export type Calculated = JavaNumber | 'too large' | 'undefined' | null

/**
 * Calculates as Velocity's MathUtils does: whole numbers stay whole and widen from Integer to Long to BigInteger, a Double on one
 * side makes the result a Double, a BigDecimal makes it a BigDecimal.
 *
 * Answers null for a division by zero, "undefined" for what Java refuses: the remainder of decimals, decimals of NaN. Results of
 * more than some 2,500 digits are "too large".
 */
export function calculate(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): Calculated {
  if ((operator === 'divide' || operator === 'modulo') && doubleOf(right) === 0) return null
  if (typeof left === 'number' && typeof right === 'number') return onIntegers(operator, left, right)
  if (isWhole(left) && isWhole(right)) {
    return isBig(left) || isBig(right)
      ? onBigIntegers(operator, bigintOf(left), bigintOf(right))
      : onWhole(operator, left, right)
  }
  if (left instanceof JavaDecimal || right instanceof JavaDecimal || isBig(left) || isBig(right)) {
    const [first, second] = [exactDecimal(left), exactDecimal(right)]
    return first === undefined || second === undefined ? 'undefined' : bounded(onDecimals(operator, first, second))
  }
  const result = onDoubles(operator, doubleOf(left), doubleOf(right))
  const isFloat = [left, right].every((side) => !(side instanceof JavaDouble) || side.className === 'java.lang.Float')
  return isFloat ? new JavaDouble(Math.fround(result), 'java.lang.Float') : new JavaDouble(result)
}

/** Negative, zero or positive as left is less than, equal to or greater than right. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (isWhole(left) && isWhole(right)) return sign(bigintOf(left) - bigintOf(right))
  if (left instanceof JavaDecimal || right instanceof JavaDecimal) {
    const [first, second] = [exactDecimal(left), exactDecimal(right)]
    if (first === undefined || second === undefined) return doubleOf(left) - doubleOf(right)
    const scale = Math.max(first.scale, second.scale)
    return sign(toScale(first, scale) - toScale(second, scale))
  }
  return doubleOf(left) - doubleOf(right)
}

const largest = 1n << 8192n
const largestScale = 2000

function bounded(number: Calculated): Calculated {
  if (number instanceof JavaInteger) return isLarge(number.value) ? 'too large' : number
  if (number instanceof JavaDecimal) {
    return isLarge(number.unscaled) || Math.abs(number.scale) > largestScale ? 'too large' : number
  }
  return number
}

function isLarge(value: bigint): boolean {
  return value > largest || value < -largest
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function isBig(number: JavaNumber): boolean {
  return number instanceof JavaInteger && number.className === 'java.math.BigInteger'
}

/** Sums and products of two Integers are exact as doubles while they stay below 2^53. */
function onIntegers(operator: ArithmeticOperator, left: number, right: number): JavaNumber {
  const result = operator === 'divide' ? Math.trunc(left / right) : onDoubles(operator, left, right)
  if (result === Math.trunc(result) && Math.abs(result) <= 2_147_483_647) return result + 0
  return onWhole(operator, left, right)
}

function onWhole(operator: ArithmeticOperator, left: number | JavaInteger, right: number | JavaInteger): JavaNumber {
  const result = onBigints(operator, bigintOf(left), bigintOf(right))
  const whole = toWhole(result)
  const isLong = typeof left !== 'number' || typeof right !== 'number'
  return isLong && typeof whole === 'number' ? new JavaInteger('java.lang.Long', result) : whole
}

/** BigInteger's mod() wants a positive modulus and never answers a negative number. */
function onBigIntegers(operator: ArithmeticOperator, left: bigint, right: bigint): Calculated {
  if (operator !== 'modulo') return bounded(toBigInteger(onBigints(operator, left, right)))
  return right < 0n ? 'undefined' : toBigInteger(((left % right) + right) % right)
}

function onBigints(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case 'plus':
      return left + right
    case 'minus':
      return left - right
    case 'multiply':
      return left * right
    case 'divide':
      return left / right
    case 'modulo':
      return left % right
  }
}

function onDoubles(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case 'plus':
      return left + right
    case 'minus':
      return left - right
    case 'multiply':
      return left * right
    case 'divide':
      return left / right
    case 'modulo':
      return left % right
  }
}

function onDecimals(operator: ArithmeticOperator, left: JavaDecimal, right: JavaDecimal): Calculated {
  const scale = Math.max(left.scale, right.scale)
  switch (operator) {
    case 'plus':
      return new JavaDecimal(toScale(left, scale) + toScale(right, scale), scale)
    case 'minus':
      return new JavaDecimal(toScale(left, scale) - toScale(right, scale), scale)
    case 'multiply':
      return new JavaDecimal(left.unscaled * right.unscaled, left.scale + right.scale)
    case 'divide':
      return divideDecimals(left, right)
    case 'modulo':
      return 'undefined'
  }
}

/** Velocity keeps the dividend's scale and rounds half down. */
function divideDecimals(left: JavaDecimal, right: JavaDecimal): JavaDecimal {
  const numerator = right.scale >= 0 ? left.unscaled * 10n ** BigInt(right.scale) : left.unscaled
  const denominator = right.scale >= 0 ? right.unscaled : right.unscaled * 10n ** BigInt(-right.scale)
  const quotient = numerator / denominator
  const rest = numerator % denominator
  const twice = (rest < 0n ? -rest : rest) * 2n
  const isMore = twice > (denominator < 0n ? -denominator : denominator)
  const away = numerator < 0n === denominator < 0n ? 1n : -1n
  return new JavaDecimal(isMore ? quotient + away : quotient, left.scale)
}
