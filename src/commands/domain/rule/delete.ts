import {domain} from '../../../account/domain.js'
import {deleteRuleCalls, ruleDomain} from '../../../account/routing-rule.js'
import {readRoutingRules} from '../../../aws/read/routing-rules.js'
import {confirmFlag} from '../../../cli/flags.js'
import {AccountCommand} from '../../../resource-command/account-command.js'
import type {AccountChanged} from '../../../resource-command/account-command.js'
import {accountFlags} from '../../../resource-command/account-flags.js'
import {chooseAccountThing} from '../../../resource-command/choose-account-thing.js'
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
    const found = await chooseAccountThing(domain, args.name, {clients, ask: this.context.ask.bind(this.context)})
    const {name} = found
    const priority = String(args.priority)
    const calls = deleteRuleCalls(found, await readRoutingRules(clients, ruleDomain(found)), args.priority)
    const question = `Delete routing rule ${priority} of ${name}?`
    const confirm = () => this.context.confirmName(priority, question, flags.confirm)
    return this.makeChange({noun: 'domain', names: [`${name} ${priority}`], calls, dryRun: flags['dry-run'], confirm})
  }
}
