import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayAccessKeySummary} from '../../../model/gateway-admin.js'
import {accessKeyTable} from '../../../render/access-key-table.js'
import {renderTable} from '../../../render/table.js'

export default class LocalKeyList extends BaseCommand<GatewayAccessKeySummary[]> {
  static override summary = 'List the access keys that the local gateway verifies.'

  static override flags = {...stateFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --query "[].accessKeyId"',
  ]

  async run(): Promise<GatewayAccessKeySummary[]> {
    await this.parse(LocalKeyList)
    const keys = await (await this.context.gateway()).accessKeys()
    this.log(renderTable(accessKeyTable(keys), this.terminal))
    return keys
  }
}
