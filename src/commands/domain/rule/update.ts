import {updateRuleCalls} from '../../../account/routing-rule.js'
import {AccountCommand} from '../../../resource-command/account-command.js'
import type {AccountChanged} from '../../../resource-command/account-command.js'
import {accountFlags} from '../../../resource-command/account-flags.js'
import {chooseRule} from '../../../resource-command/choose-rule.js'
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
    const clients = await this.context.clients()
    const {found, rules, priority} = await chooseRule(args, {clients, ask: this.context.ask.bind(this.context)})
    const calls = updateRuleCalls(found, rules, priority, await readRuleWish(flags, clients))
    const names = [`${found.name} ${priority}`]
    return this.makeChange({noun: 'domain', names, calls, dryRun: flags['dry-run']})
  }
}
