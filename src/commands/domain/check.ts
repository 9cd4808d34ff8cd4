import {Args, Flags} from '@oclif/core'
import {dnsTargetOf, domain} from '../../account/domain.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {checkDomainDns} from '../../account/check-domain-dns.js'
import type {DomainCheck} from '../../account/check-domain-dns.js'
import {dnsLookup} from '../../account/dns-lookup.js'
import {renderThing} from '../../render/thing.js'
import {chooseAccountThing} from '../../resource-command/choose-account-thing.js'

export default class DomainCheckCommand extends BaseCommand<DomainCheck> {
  static override summary = 'Ask DNS whether a custom domain leads to API Gateway, and say the record that would.'

  static override description = `Prints the record for a zone file, and the command that makes it in Route 53, as "apigw domain update NAME --route53
auto" does; nothing is changed. Exit code 1
when DNS does not lead there.`

  static override args = {name: Args.string({description: 'name of the domain'})}

  static override flags = {
    server: Flags.string({description: "address of the DNS server to ask (default: this machine's)", helpValue: 'IP[:PORT]'}), // prettier-ignore
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com',
    '<%= config.bin %> <%= command.id %> api.example.com --server 1.1.1.1 --query dns',
  ]

  async run(): Promise<DomainCheck> {
    const {args, flags} = await this.parse(DomainCheckCommand)
    const clients = await this.context.clients()
    const found = await chooseAccountThing(domain, args.name, {clients, ask: this.context.ask.bind(this.context)})
    const {name, thing} = found
    const status = typeof thing.status === 'string' ? thing.status : ''
    const checked = await checkDomainDns({name, status, target: dnsTargetOf(found)}, dnsLookup(flags.server))
    if (checked.dns !== 'leads-there') this.endWith('failure')
    this.log(renderThing(checked, this.terminal))
    return checked
  }
}
