import {BlockList, isIP} from 'node:net'
import {matchesWildcards} from './matches-wildcards.js'

/** Values of condition keys in a request, by key in lower case (`aws:sourceip`); a key that is missing has none. */
export type ConditionValues = ReadonlyMap<string, readonly string[]>

type Test = (wanted: string, found: string) => boolean

/**
 * Whether the Condition block of a policy statement holds: all operators, all keys, any of the listed values. Undefined
 * when it uses something that is not understood; the caller then lets nothing through.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(block: unknown, values: ConditionValues): boolean | undefined {
  if (!isRecord(block)) return undefined
  let holds = true
  for (const [operator, keys] of Object.entries(block)) {
    if (!isRecord(keys)) return undefined
    for (const [key, wanted] of Object.entries(keys)) {
      const result = operatorHolds(operator, textList(wanted), values.get(key.toLowerCase()))
      if (result === undefined) return undefined
      holds &&= result
    }
  }
  return holds
}

function operatorHolds(
  operator: string,
  wanted: readonly string[] | undefined,
  found: readonly string[] | undefined,
): boolean | undefined {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? []
  if (wanted === undefined) return undefined
  if (name === 'Null') return wanted.some((text) => (text.toLowerCase() === 'true') === (found === undefined))
  const [test, isNegated] = operatorOf(name)
  if (test === undefined) return undefined
  if (found === undefined) return ifExists !== undefined || isNegated || quantifier === 'ForAllValues'
  const matches = (value: string) => wanted.some((text) => test(text, value)) !== isNegated
  return quantifier === 'ForAllValues' ? found.every(matches) : found.some(matches)
}

/** A negated operator holds when none of the wanted values fits. */
function operatorOf(name: string): [test: Test | undefined, isNegated: boolean] {
  const negated = /^(String|Numeric|Date|Arn)Not(Equals|EqualsIgnoreCase|Like)$/.exec(name)
  if (name === 'NotIpAddress') return [tests.get('IpAddress'), true]
  return negated === null ? [tests.get(name), false] : [tests.get(`${negated[1] ?? ''}${negated[2] ?? ''}`), true]
}

const tests: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['StringEquals', (wanted, found) => wanted === found],
  ['StringEqualsIgnoreCase', (wanted, found) => wanted.toLowerCase() === found.toLowerCase()],
  ['StringLike', matchesWildcards],
  ['ArnEquals', matchesWildcards],
  ['ArnLike', matchesWildcards],
  ['Bool', (wanted, found) => wanted.toLowerCase() === found.toLowerCase()],
  ['IpAddress', isInRange],
  ...comparisons('Numeric', Number),
  ...comparisons('Date', epochMs),
])

function comparisons(prefix: string, read: (text: string) => number): [string, Test][] {
  return [
    [`${prefix}Equals`, (wanted, found) => read(found) === read(wanted)],
    [`${prefix}LessThan`, (wanted, found) => read(found) < read(wanted)],
    [`${prefix}LessThanEquals`, (wanted, found) => read(found) <= read(wanted)],
    [`${prefix}GreaterThan`, (wanted, found) => read(found) > read(wanted)],
    [`${prefix}GreaterThanEquals`, (wanted, found) => read(found) >= read(wanted)],
  ]
}

/** ISO 8601, or seconds since 1970. */
function epochMs(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text)
}

/** `192.0.2.0/24`, `2001:db8::/32` or a single address. */
function isInRange(range: string, address: string): boolean {
  const [network = '', bits] = range.split('/')
  const family = isIP(network)
  if (family === 0 || family !== isIP(address)) return false
  const length = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits)
  if (!Number.isInteger(length) || length < 0 || length > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, length, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

function textList(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const isPlain = list.every((entry) => ['string', 'number', 'boolean'].includes(typeof entry))
  return isPlain ? list.map(String) : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
