import type {AccountThing} from '../account/account-noun.js'
import {domain} from '../account/domain.js'
import {ruleDomain} from '../account/routing-rule.js'
import {readRoutingRules} from '../aws/read/routing-rules.js'
import type {RoutingRule} from '../aws/read/routing-rules.js'
import {askPriority} from './ask-rule.js'
import {chooseAccountThing} from './choose-account-thing.js'
import type {Choice} from './choose-account-thing.js'

/** One rule among those of its domain, as the words of a command name it. */
export type ChosenRule = {found: AccountThing; rules: readonly RoutingRule[]; priority: number}

/** The domain and the priority that were named; what is missing is asked for with those that there are. */
export async function chooseRule(
  words: {name?: string | undefined; priority?: number | undefined},
  choice: Choice,
): Promise<ChosenRule> {
  const found = await chooseAccountThing(domain, words.name, choice)
  const rules = await readRoutingRules(choice.clients, ruleDomain(found))
  return {found, rules, priority: words.priority ?? (await choice.ask(askPriority(found, rules)))}
}
