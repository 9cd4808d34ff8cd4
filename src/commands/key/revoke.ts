import {Args, Flags} from '@oclif/core'
import {disableCall, expiredKeys, key} from '../../account/key.js'
import {listKeys} from '../../account/key-things.js'
import {confirmFlag} from '../../cli/flags.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {chooseAccountThing} from '../../resource-command/choose-account-thing.js'

export default class KeyRevoke extends AccountCommand {
  static override summary = 'Take an API key out of use: disable it, or delete it.'

  static override description = 'A disabled key can be enabled again with "apigw key update NAME --enabled".'

  static override args = {name: Args.string({description: 'name of the API key, or its id'})}

  static override flags = {
    expired: Flags.boolean({description: 'all keys whose time after a rotation is over'}),
    delete: Flags.boolean({description: 'delete in place of disabling'}),
    ...accountFlags,
    ...confirmFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> "acme until 2026-11-28"',
    '<%= config.bin %> <%= command.id %> --expired',
    '<%= config.bin %> <%= command.id %> --expired --delete --yes',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(KeyRevoke)
    const {clients, nowMs} = await this.context.watchingAccount()
    const ask = this.context.ask.bind(this.context)
    const keys = flags.expired
      ? expiredKeys(await listKeys(clients), await nowMs(), flags.delete)
      : [await chooseAccountThing(key, args.name, {clients, ask})]
    const revoked = flags.delete ? keys : keys.filter(({thing}) => thing.enabled === true)
    const calls = flags.delete
      ? await Promise.all(keys.map((each) => key.remove(each, clients)))
      : revoked.map(disableCall)
    const names = keys.map(({name}) => name)
    const confirmed = flags.expired
      ? () => this.context.confirm(`Delete ${names.join(', ')}?`)
      : () => this.context.confirmName(names.join(), `Delete key ${names.join()}?`, flags.confirm)
    return this.makeChange({
      ...{noun: 'key', names, calls: calls.flat(), dryRun: flags['dry-run'], before: keys},
      ...(flags.delete && {confirm: confirmed}),
    })
  }
}
