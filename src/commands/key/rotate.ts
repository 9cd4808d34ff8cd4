import {Args, Flags} from '@oclif/core'
import {key} from '../../account/key.js'
import {rotateCalls} from '../../account/rotate-key.js'
import {parseDuration} from '../../project/local/clock-words.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {chooseAccountThing} from '../../resource-command/choose-account-thing.js'
import {readSecret, secretFlag} from '../../resource-command/secret-flag.js'
import {renderThing} from '../../render/thing.js'

type Rotated = AccountChanged & {revokeAfter: string; successor: string; predecessor: string; value?: string}

export default class KeyRotate extends AccountCommand<Rotated> {
  static override summary = 'Make a new API key beside an old one, in the same usage plans; both are taken for a time.'

  static override description = `The new key has the name, description and tags of the old one, which is renamed and tagged with
the moment when its time is over. Nobody ends it then by itself, for AWS has no such timer: run "apigw key revoke --expired"
in a scheduled job, or "apigw key revoke" with the old name, once everybody uses the new key.`

  static override args = {name: Args.string({description: 'name of the API key, or its id'})}

  static override flags = {
    overlap: Flags.string({description: 'how long both are taken', default: '7d', helpValue: 'TIME'}),
    ...secretFlag(key),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> acme --overlap 7d',
    '<%= config.bin %> <%= command.id %> acme --overlap 2d --show-value --query value',
  ]

  async run(): Promise<Rotated> {
    const {args, flags} = await this.parse(KeyRotate)
    const {clients, nowMs} = await this.context.watchingAccount()
    const old = await chooseAccountThing(key, args.name, {clients, ask: this.context.ask.bind(this.context)})
    const untilMs = (await nowMs()) + parseDuration(flags.overlap, '--overlap')
    const {calls, successor, predecessor} = await rotateCalls(old, clients, untilMs)
    const change = {noun: 'key', names: [successor], calls, dryRun: flags['dry-run']}
    const made = await this.makeChange(change)
    const secret = await readSecret(key, flags, {clients, id: made.ids?.[successor]})
    const revokeAfter = new Date(untilMs).toISOString()
    this.log(renderThing({...secret, predecessor, revokeAfter}, this.terminal))
    return {...made, ...secret, successor, predecessor, revokeAfter}
  }
}
