import {domain} from '../../../account/domain.js'
import {ruleDomain, updateRuleCalls} from '../../../account/routing-rule.js'
import {readRoutingRules} from '../../../aws/read/routing-rules.js'
import {AccountCommand} from '../../../resource-command/account-command.js'
import type {AccountChanged} from '../../../resource-command/account-command.js'
import {accountFlags} from '../../../resource-command/account-flags.js'
import {askPriority} from '../../../resource-command/ask-rule.js'
import {chooseAccountThing} from '../../../resource-command/choose-account-thing.js'
import {readRuleWish, ruleArgs, ruleFlags} from '../../../resource-command/rule-words.js'

export default class DomainRuleUpdate extends AccountCommand {
  static override summary = 'Change a routing rule of a custom domain.'

  static override description = 'What no flag names stays as it is; --header takes the place of all headers.'

  static override args = ruleArgs

  static override flags = {...ruleFlags, ...accountFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com 10 --to pets:prod',
    `<%= config.bin %> <%= command.id %> api.example.com 10 --header '' --path v2 --dry-run`,
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DomainRuleUpdate)
    const [clients, ask] = [await this.context.clients(), this.context.ask.bind(this.context)]
    const found = await chooseAccountThing(domain, args.name, {clients, ask})
    const rules = await readRoutingRules(clients, ruleDomain(found))
    const priority = args.priority ?? (await ask(askPriority(found, rules)))
    const calls = updateRuleCalls(found, rules, priority, await readRuleWish(flags, clients))
    const names = [`${found.name} ${priority}`]
    return this.makeChange({noun: 'domain', names, calls, dryRun: flags['dry-run']})
  }
}
