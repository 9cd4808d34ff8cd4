import type {AccountThing} from '../account/account-noun.js'
import type {RoutingRule} from '../aws/read/routing-rules.js'
import type {Missing} from '../cli/missing-value.js'
import {ApigwError} from '../errors/apigw-error.js'
import {routingRuleTable} from '../render/routing-rule-table.js'
import {askChoice, askText} from '../ui/prompt.js'
import {highestPriority} from './rule-words.js'

const shared = {flag: 'the priority of the rule', what: 'The priority of the rule', said: toSaid}

/** The priority of a new rule: the next ten behind those that there are, unless another one is typed. */
export function askNewPriority(rules: readonly RoutingRule[]): Missing<number> {
  const taken = rules.map(({priority}) => priority)
  const next = (Math.floor(Math.max(0, ...taken) / 10) + 1) * 10
  const validate = (text: string) => {
    const priority = Number(text)
    if (!/^\d+$/.test(text) || priority < 1 || priority > highestPriority) return `It is 1 to ${highestPriority}.`
    return !taken.includes(priority) || `There is a rule of priority ${priority} already.`
  }
  const message = 'Which priority (the lowest that applies is taken)?'
  const suggested = next > highestPriority ? {} : {default: String(next)}
  return {...shared, question: async () => Number(await askText(message, {...suggested, validate}))}
}

/** One of the rules of a domain, by its priority. Throws NAME_NOT_FOUND when it has none. */
export function askPriority({name}: AccountThing, rules: readonly RoutingRule[]): Missing<number> {
  if (rules.length === 0) throw noRules(name)
  const {rows} = routingRuleTable(rules)
  const choices = rows.map((row) => ({name: row.join('  '), value: row[0] ?? ''}))
  return {...shared, question: async () => Number(await askChoice('Which rule?', choices))}
}

function toSaid(priority: number) {
  return {arg: 'priority', word: String(priority)}
}

function noRules(name: string): ApigwError {
  return new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `The domain ${name} has no routing rules.`,
    why: 'Its mappings alone say where it leads.',
    fix: `Make one first: apigw domain rule create ${name}.`,
  })
}
