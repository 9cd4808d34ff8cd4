import {Args, Flags} from '@oclif/core'
import {domain} from '../../account/domain.js'
import {mapCalls} from '../../account/map-domain.js'
import {plainPath} from '../../account/new-mapping.js'
import {readApiStage} from '../../account/plan-stages.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {answered} from '../../resource-command/answered.js'
import {askApiStage} from '../../resource-command/ask-api-stage.js'
import {chooseAccountThing} from '../../resource-command/choose-account-thing.js'
import {readOffers} from '../../resource-command/read-offers.js'

export default class DomainMap extends AccountCommand {
  static override summary = 'Let a path of a custom domain lead to a stage of an API.'

  static override args = {name: Args.string({description: 'name of the domain'})}

  static override flags = {
    to: Flags.string({description: 'where it leads: id or name of the API, and the stage', helpValue: 'API:STAGE'}),
    path: Flags.string({description: 'first part of the paths that lead there, as v1 (default: all)', default: ''}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.example.com --to pets:prod',
    '<%= config.bin %> <%= command.id %> api.example.com --path v1 --to pets:prod --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DomainMap)
    const clients = await this.context.clients()
    const ask = this.context.ask.bind(this.context)
    const found = await chooseAccountThing(domain, args.name, {clients, ask})
    const to = flags.to ?? (await ask(askApiStage(readOffers({clients}))))
    const path = plainPath(flags.path)
    const calls = await mapCalls(found, path, await readApiStage(clients, to), clients)
    const names = [`${found.name}/${path}`]
    const asked = answered(this.typed, this.context)
    return this.makeChange({noun: 'domain', names, calls, dryRun: flags['dry-run'], before: [found], ...asked})
  }
}
