import {domain} from '../../../account/domain.js'
import {readApiStage} from '../../../account/plan-stages.js'
import {createRuleCalls, ruleDomain} from '../../../account/routing-rule.js'
import {readRoutingRules} from '../../../aws/read/routing-rules.js'
import {AccountCommand} from '../../../resource-command/account-command.js'
import type {AccountChanged} from '../../../resource-command/account-command.js'
import {accountFlags} from '../../../resource-command/account-flags.js'
import {answered} from '../../../resource-command/answered.js'
import {askApiStage} from '../../../resource-command/ask-api-stage.js'
import {askNewPriority} from '../../../resource-command/ask-rule.js'
import {chooseAccountThing} from '../../../resource-command/choose-account-thing.js'
import {readRuleWish, ruleArgs, ruleFlags} from '../../../resource-command/rule-words.js'
import {readOffers} from '../../../resource-command/read-offers.js'

export default class DomainRuleCreate extends AccountCommand {
  static override summary = 'Make a routing rule: requests with a path or header lead to a stage of a REST API.'

  static override description =
    'The first rule of a domain lets it try rules before its mappings, which go on to lead where no rule applies.'

  static override args = ruleArgs

  static override flags = {...ruleFlags, ...accountFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com 10 --to pets:beta --header "X-Version=beta*"',
    '<%= config.bin %> <%= command.id %> api.example.com 20 --to pets:prod --path v1 --strip-path --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DomainRuleCreate)
    const [clients, ask] = [await this.context.clients(), this.context.ask.bind(this.context)]
    const found = await chooseAccountThing(domain, args.name, {clients, ask})
    const wish = await readRuleWish(flags, clients)
    const to = wish.to ?? (await readApiStage(clients, await ask(askApiStage(readOffers({clients})))))
    const rules = await readRoutingRules(clients, ruleDomain(found))
    const priority = args.priority ?? (await ask(askNewPriority(rules)))
    const calls = createRuleCalls(found, rules, priority, {...wish, to})
    const how = {dryRun: flags['dry-run'], ...answered(this.typed, this.context)}
    return this.makeChange({noun: 'domain', names: [`${found.name} ${priority}`], calls, ...how})
  }
}
