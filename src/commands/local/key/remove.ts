import {Args} from '@oclif/core'
import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayAccessKeySummary} from '../../../model/gateway-admin.js'

export default class LocalKeyRemove extends BaseCommand<GatewayAccessKeySummary> {
  static override summary = 'Remove an access key from the local gateway.'

  static override args = {
    accessKeyId: Args.string({description: 'id of the key', required: true}),
  }

  static override flags = {...stateFlag}

  static override examples = ['<%= config.bin %> <%= command.id %> AKIAIOSFODNN7EXAMPLE']

  async run(): Promise<GatewayAccessKeySummary> {
    const {args} = await this.parse(LocalKeyRemove)
    const removed = await (await this.context.gateway()).removeAccessKey(args.accessKeyId)
    this.log(`The gateway no longer knows ${removed.accessKeyId}.`)
    return removed
  }
}
