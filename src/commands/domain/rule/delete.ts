import {deleteRuleCalls} from '../../../account/routing-rule.js'
import {confirmFlag} from '../../../cli/flags.js'
import {AccountCommand} from '../../../resource-command/account-command.js'
import type {AccountChanged} from '../../../resource-command/account-command.js'
import {accountFlags} from '../../../resource-command/account-flags.js'
import {chooseRule} from '../../../resource-command/choose-rule.js'
import {ruleArgs} from '../../../resource-command/rule-words.js'

export default class DomainRuleDelete extends AccountCommand {
  static override summary = 'Delete a routing rule of a custom domain.'

  static override description = 'Wants its priority typed.'

  static override args = ruleArgs

  static override flags = {...accountFlags, ...confirmFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com 10',
    '<%= config.bin %> <%= command.id %> api.example.com 10 --confirm 10',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DomainRuleDelete)
    const clients = await this.context.clients()
    const {found, rules, priority} = await chooseRule(args, {clients, ask: this.context.ask.bind(this.context)})
    const {name} = found
    const calls = deleteRuleCalls(found, rules, priority)
    const question = `Delete routing rule ${priority} of ${name}?`
    const confirm = () => this.context.confirmName(String(priority), question, flags.confirm)
    return this.makeChange({noun: 'domain', names: [`${name} ${priority}`], calls, dryRun: flags['dry-run'], confirm})
  }
}
