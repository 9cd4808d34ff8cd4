import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import {exitCodes} from '../errors/exit-codes.js'
import type {Exit} from '../errors/exit-codes.js'
import {explanations} from '../errors/explanations/all.js'
import {exitMeanings} from '../errors/explanations/exit-code.js'
import {gatewayAnswers} from '../errors/explanations/gateway-response.js'
import {rules} from '../plan/gates/rules.js'

/** Something that can be explained. `code` is how a script or a person names it. */
export type Topic = {
  kind: 'error' | 'rule' | 'gatewayResponse' | 'exitCode'
  code: string
  means: string
  /** What to look at or do, likeliest first. */
  steps: readonly string[]
  /** HTTP status of what API Gateway answers. */
  status?: number
}

/** All topics: errors and problems, gate rules, what API Gateway itself answers, exit codes; each group by code. */
export function allTopics(): Topic[] {
  return [
    ...Object.entries(explanations).map(([code, text]): Topic => ({kind: 'error', code, ...text})),
    ...Object.entries(rules).map(([code, {title, fix, impact}]): Topic => {
      const allow = `Or allow it: --allow ${code}, or under "allow:" in apigw.yaml with a reason.`
      return {kind: 'rule', code, means: `${title} The plan is ${impact} and was refused.`, steps: [fix, allow]}
    }),
    ...Object.entries(gatewayAnswers).map(([code, {status, means, steps}]): Topic => {
      return {kind: 'gatewayResponse', code, means, steps, status}
    }),
    ...exits().map((exit): Topic => ({
      kind: 'exitCode',
      code: String(exitCodes[exit]),
      means: exitMeanings[exit],
      steps: [],
    })),
  ]
}

/**
 * What words stand for: a code in any case, an exit code, an HTTP status, or a text that API Gateway answers. Pure.
 * Throws CODE_UNKNOWN.
 */
export function explain(words: string): Topic[] {
  const topics = allTopics()
  const wanted = words.trim()
  const named = topics.filter(({code}) => code.toLowerCase() === wanted.toLowerCase())
  if (named.length > 0) return named
  const answered = topics.filter((topic) => String(topic.status) === wanted || isSaid(topic, wanted))
  if (answered.length > 0) return answered
  throw unknown(wanted, topics)
}

/** People paste what they got: `{"message":"Missing Authentication Token"}`. */
function isSaid({kind, code}: Topic, words: string): boolean {
  if (kind !== 'gatewayResponse' || words.length < shortestQuote) return false
  const pasted = words.toLowerCase()
  const said = gatewayAnswers[code]?.said ?? []
  return said.some((text) => pasted.includes(text.toLowerCase()) || text.toLowerCase().includes(pasted))
}

/** Fewer letters are in too many texts to mean one. */
const shortestQuote = 5

function exits(): Exit[] {
  return Object.keys(exitCodes) as Exit[]
}

function unknown(words: string, topics: readonly Topic[]): ApigwError {
  const near = didYouMean(words, new Set(topics.map(({code}) => code)))
  return new ApigwError({
    code: 'CODE_UNKNOWN',
    exit: 'usage',
    what: `Nothing is known about ${JSON.stringify(words.slice(0, 100))}.`,
    why: 'It is no code of an error, a gate, a gateway response or an exit, and no text that API Gateway answers.',
    fix: near === undefined ? 'Run "apigw explain" for the list.' : `Did you mean ${near}?`,
  })
}
