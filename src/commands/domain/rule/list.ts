import {Args} from '@oclif/core'
import {domain} from '../../../account/domain.js'
import {ruleDomain} from '../../../account/routing-rule.js'
import {readRoutingRules} from '../../../aws/read/routing-rules.js'
import type {RoutingRule} from '../../../aws/read/routing-rules.js'
import {BaseCommand} from '../../../cli/base-command.js'
import {filterFlag, targetFlags} from '../../../cli/flags.js'
import {matching} from '../../../render/matching.js'
import {routingRuleTable} from '../../../render/routing-rule-table.js'
import {renderTable} from '../../../render/table.js'
import {chooseAccountThing} from '../../../resource-command/choose-account-thing.js'

export default class DomainRuleList extends BaseCommand<RoutingRule[]> {
  static override summary = 'List the routing rules of a custom domain, in the order in which they are tried.'

  static override args = {name: Args.string({description: 'name of the domain'})}

  static override flags = {...targetFlags, ...filterFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com',
    '<%= config.bin %> <%= command.id %> api.example.com --query "[0].stage"',
  ]

  async run(): Promise<RoutingRule[]> {
    const {args, flags} = await this.parse(DomainRuleList)
    const clients = await this.context.clients()
    const found = await chooseAccountThing(domain, args.name, {clients, ask: this.context.ask.bind(this.context)})
    const rules = await readRoutingRules(clients, ruleDomain(found))
    const shown = matching(rules, routingRuleTable(rules), flags.filter)
    this.log(renderTable(routingRuleTable(shown), this.terminal))
    return shown
  }
}
