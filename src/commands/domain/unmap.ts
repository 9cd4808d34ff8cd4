import {Args, Flags} from '@oclif/core'
import {domain} from '../../account/domain.js'
import {unmapCalls} from '../../account/map-domain.js'
import {confirmFlag} from '../../cli/flags.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {chooseAccountThing} from '../../resource-command/choose-account-thing.js'

export default class DomainUnmap extends AccountCommand {
  static override summary = 'Take a path off a custom domain: nothing answers there any more.'

  static override args = {name: Args.string({description: 'name of the domain'})}

  static override flags = {
    path: Flags.string({description: 'the path, as v1 (default: the whole domain)', default: ''}),
    ...accountFlags,
    ...confirmFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com --path v1',
    '<%= config.bin %> <%= command.id %> api.example.com --path v1 --confirm api.example.com/v1',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DomainUnmap)
    const clients = await this.context.clients()
    const found = await chooseAccountThing(domain, args.name, {clients, ask: this.context.ask.bind(this.context)})
    const path = flags.path.replaceAll(/^\/+|\/+$/g, '')
    const name = `${found.name}/${path}`
    const calls = await unmapCalls(found, path, clients)
    const confirm = () => this.context.confirmName(name, `Take ${name} off the domain?`, flags.confirm)
    return this.makeChange({noun: 'domain', names: [name], calls, dryRun: flags['dry-run'], before: [found], confirm})
  }
}
