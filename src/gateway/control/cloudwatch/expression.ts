import {ServiceError} from '../service-error.js'
import type {Series} from './metric-series-query.js'

/** What an expression can be asked for: one number, one series, or several in `[a, b]` and METRICS(). */
type Value =
  {kind: 'number'; value: number} | {kind: 'series'; series: Series} | {kind: 'list'; list: readonly Series[]}

export type Known = {results: ReadonlyMap<string, Series>; metricIds: readonly string[]}

/** Longer or deeper expressions are refused; AWS allows 1,024 characters. */
const lengthLimit = 1024
const depthLimit = 50

/**
 * Value of a metric-math expression over time: numbers, ids, + - * / ^, parentheses, SUM, AVG, MIN, MAX, ABS, FILL and
 * METRICS(). Anything else is refused by name.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluateExpression(id: string, expression: string, known: Known): Series {
  if (expression.length > lengthLimit) throw refuse(id, `it is longer than ${lengthLimit} characters`)
  const value = new Parser(id, expression, known).parse()
  if (value.kind === 'series') return value.series
  throw refuse(id, 'its value is not one time series')
}

class Parser {
  readonly #id: string
  readonly #known: Known
  readonly #tokens: readonly string[]
  #at = 0
  #depth = 0

  constructor(id: string, expression: string, known: Known) {
    this.#id = id
    this.#known = known
    this.#tokens = expression.match(/\d+(?:\.\d+)?|[A-Za-z]\w*|\S/g) ?? []
  }

  parse(): Value {
    const value = this.#sum()
    if (this.#at < this.#tokens.length) throw this.#unexpected()
    return value
  }

  #sum(): Value {
    let left = this.#product()
    for (let sign = this.#takeOne('+', '-'); sign !== undefined; sign = this.#takeOne('+', '-')) {
      left = this.#combine(sign, left, this.#product())
    }
    return left
  }

  #product(): Value {
    let left = this.#power()
    for (let sign = this.#takeOne('*', '/'); sign !== undefined; sign = this.#takeOne('*', '/')) {
      left = this.#combine(sign, left, this.#power())
    }
    return left
  }

  #power(): Value {
    const base = this.#unary()
    return this.#takeOne('^') === undefined ? base : this.#combine('^', base, this.#power())
  }

  #unary(): Value {
    if (this.#takeOne('-') === undefined) return this.#atom()
    return this.#combine('*', {kind: 'number', value: -1}, this.#unary())
  }

  #atom(): Value {
    this.#depth += 1
    if (this.#depth > depthLimit) throw refuse(this.#id, 'it is nested too deeply')
    const value = this.#readAtom()
    this.#depth -= 1
    return value
  }

  #readAtom(): Value {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw this.#unexpected()
    this.#at += 1
    if (/^\d/.test(token)) return {kind: 'number', value: Number(token)}
    if (token === '(') return this.#until(')', this.#sum())
    if (token === '[') return {kind: 'list', list: this.#arguments(']').flatMap(seriesOf)}
    if (!/^[A-Za-z]/.test(token)) throw this.#unexpected(this.#at - 1)
    if (this.#takeOne('(') !== undefined) return this.#call(token, this.#arguments(')'))
    const series = this.#known.results.get(token)
    if (series === undefined) throw refuse(this.#id, `there is no query ${token}`)
    return {kind: 'series', series}
  }

  #arguments(end: string): Value[] {
    if (this.#takeOne(end) !== undefined) return []
    const values = [this.#sum()]
    while (this.#takeOne(',') !== undefined) values.push(this.#sum())
    this.#until(end, values)
    return values
  }

  #until<Result>(end: string, result: Result): Result {
    if (this.#takeOne(end) === undefined) throw this.#unexpected()
    return result
  }

  #takeOne(...wanted: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || !wanted.includes(token)) return undefined
    this.#at += 1
    return token
  }

  #combine(sign: string, left: Value, right: Value): Value {
    const apply = operators[sign]
    if (apply === undefined || left.kind === 'list' || right.kind === 'list') {
      throw refuse(this.#id, `${sign} needs numbers or time series`)
    }
    if (left.kind === 'number' && right.kind === 'number')
      return {kind: 'number', value: apply(left.value, right.value)}
    return {kind: 'series', series: pointwise(left, right, apply)}
  }

  #call(name: string, given: readonly Value[]): Value {
    if (name === 'METRICS') {
      const list = this.#known.metricIds.flatMap((id) => this.#known.results.get(id) ?? [])
      return {kind: 'list', list}
    }
    const [first, second] = given
    if (name === 'FILL' && first?.kind === 'series' && second?.kind === 'number') {
      return {kind: 'series', series: fill(first.series, second.value, this.#known)}
    }
    if (name === 'ABS' && first?.kind === 'series') return {kind: 'series', series: mapValues(first.series, Math.abs)}
    const reduce = Object.hasOwn(reducers, name) ? reducers[name] : undefined
    if (reduce === undefined || first === undefined || first.kind === 'number') {
      throw refuse(this.#id, `the local gateway has no ${name} of these arguments`)
    }
    if (first.kind === 'list') return {kind: 'series', series: across(first.list, reduce)}
    return {kind: 'number', value: reduce([...first.series.values()])}
  }

  #unexpected(at = this.#at): ServiceError {
    return refuse(this.#id, `${this.#tokens[at] ?? 'its end'} is not expected there`)
  }
}

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
}

const reducers: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  MAX: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
}

/** Both sides at the times that both have; a value that is none, such as one divided by 0, is left out as AWS does. */
function pointwise(left: Value, right: Value, apply: (left: number, right: number) => number): Series {
  const times =
    left.kind === 'series' ? left.series : right.kind === 'series' ? right.series : new Map<number, number>()
  const at = (side: Value, timeMs: number): number | undefined =>
    side.kind === 'number' ? side.value : side.kind === 'series' ? side.series.get(timeMs) : undefined
  const points = [...times.keys()].map((timeMs) => {
    const [one, other] = [at(left, timeMs), at(right, timeMs)]
    return [timeMs, one === undefined || other === undefined ? Number.NaN : apply(one, other)] as const
  })
  return new Map(points.filter(([, value]) => Number.isFinite(value)))
}

function across(list: readonly Series[], reduce: (values: readonly number[]) => number): Series {
  const times = [...new Set(list.flatMap((series) => [...series.keys()]))].sort((one, other) => one - other)
  return new Map(times.map((timeMs) => [timeMs, reduce(list.flatMap((series) => series.get(timeMs) ?? []))]))
}

/** Gaps are the times at which any other query has a value. */
function fill(series: Series, value: number, {results}: Known): Series {
  const times = [...new Set([...results.values()].flatMap((other) => [...other.keys()]))]
  return new Map(times.sort((one, other) => one - other).map((timeMs) => [timeMs, series.get(timeMs) ?? value]))
}

function mapValues(series: Series, change: (value: number) => number): Series {
  return new Map([...series].map(([timeMs, value]) => [timeMs, change(value)]))
}

function seriesOf(value: Value): readonly Series[] {
  return value.kind === 'series' ? [value.series] : value.kind === 'list' ? value.list : []
}

function refuse(id: string, why: string): ServiceError {
  return new ServiceError('ValidationException', `Error in expression '${id}': ${why}.`)
}
