/** Whether a text holds a match of a regular expression. Takes time in proportion to text times expression. */
export type TextTest = (text: string) => boolean

type Atom = (character: string) => boolean
type Step = {atom: Atom; least: number; most: number}
/** One way to match; anchors are the text's ends. */
type Branch = {steps: readonly Step[]; fromStart: boolean; toEnd: boolean}

/** States that one branch may have: `{n,m}` is unrolled. */
const stateLimit = 2000
const dottedAll: Atom = () => true

/**
 * Compiles a regular expression of a filter pattern; undefined when it is none. CloudWatch Logs has no groups, so a
 * branch is a row of characters and classes with `? * + {n,m}`; all positions are followed at once, so that no
 * expression makes the search explode.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html, supported regex syntax.
 */
export function compileRegex(source: string): TextTest | undefined {
  const branches = splitBranches(source).map(parseBranch)
  const found = branches.filter((branch) => branch !== undefined)
  if (source === '' || found.length < branches.length) return undefined
  return (text) => found.some((branch) => holds(branch, text))
}

function splitBranches(source: string): string[] {
  const branches = ['']
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g)) {
    if (token === '|') branches.push('')
    else branches[branches.length - 1] = (branches.at(-1) ?? '') + token
  }
  return branches
}

const tokens = /(\\x[0-9a-fA-F]{2}|\\.|\[(?:\\.|[^\]\\])+\]|[^\\[\](){}*+?^$|])(\?|\*|\+|\{\d{1,3}(?:,\d{0,3})?\})?/y

function parseBranch(source: string): Branch | undefined {
  const fromStart = source.startsWith('^')
  const toEnd = /(?:^|[^\\])(?:\\\\)*\$$/.test(source)
  const body = source.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined)
  const steps: Step[] = []
  let states = 0
  tokens.lastIndex = 0
  while (tokens.lastIndex < body.length) {
    const [, atomText = '', quantifier] = tokens.exec(body) ?? []
    const atom = atomText === '' ? undefined : atomOf(atomText)
    if (atom === undefined) return undefined
    const {least, most} = bounds(quantifier)
    states += Math.max(least, Number.isFinite(most) ? most : 1)
    if (least > most || states > stateLimit) return undefined
    steps.push({atom, least, most})
  }
  return {steps: unrolled(steps), fromStart, toEnd}
}

function bounds(quantifier: string | undefined): {least: number; most: number} {
  if (quantifier === undefined) return {least: 1, most: 1}
  if (quantifier === '?') return {least: 0, most: 1}
  if (quantifier === '*') return {least: 0, most: Infinity}
  if (quantifier === '+') return {least: 1, most: Infinity}
  const [, least = '', comma, most] = /^\{(\d+)(,)?(\d*)\}$/.exec(quantifier) ?? []
  return {least: Number(least), most: comma === undefined ? Number(least) : most === '' ? Infinity : Number(most)}
}

/** Only `x`, `x?` and `x*` are left. */
function unrolled(steps: readonly Step[]): Step[] {
  return steps.flatMap(({atom, least, most}) => [
    ...Array.from({length: least}, (): Step => ({atom, least: 1, most: 1})),
    ...(most === Infinity
      ? [{atom, least: 0, most}]
      : Array.from({length: most - least}, (): Step => ({atom, least: 0, most: 1}))),
  ])
}

const classes: Readonly<Record<string, RegExp>> = {d: /\d/, D: /\D/, s: /\s/, S: /\S/, w: /\w/, W: /\W/}

function atomOf(text: string): Atom | undefined {
  if (text === '.') return dottedAll
  if (text.startsWith('[')) return classOf(text)
  if (/^\\x/.test(text)) return is(String.fromCharCode(Number.parseInt(text.slice(2), 16)))
  const escaped = text.startsWith('\\') ? text.slice(1) : undefined
  if (escaped === undefined) return is(text)
  const known = classes[escaped]
  return known === undefined ? is(escaped) : (character) => known.test(character)
}

function is(wanted: string): Atom {
  return (character) => character === wanted
}

/** A class has no groups or repetition, so the language's own engine takes it in constant time. */
function classOf(text: string): Atom | undefined {
  try {
    const compiled = new RegExp(`^${text}$`)
    return (character) => compiled.test(character)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function holds({steps, fromStart, toEnd}: Branch, text: string): boolean {
  let states = new Set<number>()
  for (let index = 0; ; index += 1) {
    if (index === 0 || !fromStart) reach(states, 0, steps)
    if (states.has(steps.length) && (!toEnd || index === text.length)) return true
    const character = text[index]
    if (character === undefined || (fromStart && states.size === 0)) return false
    const next = new Set<number>()
    for (const state of states) {
      const step = steps[state]
      if (step?.atom(character) === true) reach(next, step.most === Infinity ? state : state + 1, steps)
    }
    states = next
  }
}

/** A state and all that are reached without a character. */
function reach(states: Set<number>, from: number, steps: readonly Step[]): void {
  for (let state = from; !states.has(state); state += 1) {
    states.add(state)
    if (steps[state]?.least !== 0) return
  }
}
