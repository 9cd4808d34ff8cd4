import {domain} from '../../../account/domain.js'
import {deleteRuleCalls, ruleDomain} from '../../../account/routing-rule.js'
import {readRoutingRules} from '../../../aws/read/routing-rules.js'
import {confirmFlag} from '../../../cli/flags.js'
import {AccountCommand} from '../../../resource-command/account-command.js'
import type {AccountChanged} from '../../../resource-command/account-command.js'
import {accountFlags} from '../../../resource-command/account-flags.js'
import {askPriority} from '../../../resource-command/ask-rule.js'
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
    const [clients, ask] = [await this.context.clients(), this.context.ask.bind(this.context)]
    const found = await chooseAccountThing(domain, args.name, {clients, ask})
    const {name} = found
    const rules = await readRoutingRules(clients, ruleDomain(found))
    const priority = args.priority ?? (await ask(askPriority(found, rules)))
    const calls = deleteRuleCalls(found, rules, priority)
    const question = `Delete routing rule ${priority} of ${name}?`
    const confirm = () => this.context.confirmName(String(priority), question, flags.confirm)
    return this.makeChange({noun: 'domain', names: [`${name} ${priority}`], calls, dryRun: flags['dry-run'], confirm})
  }
}
