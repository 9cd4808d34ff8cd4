import {findGateway} from '../../aws/local-gateway.js'
import {BaseCommand} from '../../cli/base-command.js'
import {stateFlag} from '../../cli/flags.js'
import type {GatewayStatus} from '../../model/gateway-admin.js'
import {renderGatewayStatus} from '../../render/gateway-status.js'

type LocalStatusResult = {running: false; stateDirectory: string} | ({running: true} & GatewayStatus)

export default class LocalStatus extends BaseCommand<LocalStatusResult> {
  static override summary = 'Show whether a gateway runs on this machine, where, and what it holds.'

  static override flags = {...stateFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --query running',
  ]

  async run(): Promise<LocalStatusResult> {
    await this.parse(LocalStatus)
    const stateDirectory = await this.context.stateDirectory()
    const status = await (await findGateway(stateDirectory))?.status()
    if (status === undefined) {
      this.log(`No local gateway runs on ${stateDirectory}. "apigw local start" starts one.`)
      return {running: false, stateDirectory}
    }
    this.log(renderGatewayStatus(status))
    return {running: true, ...status}
  }
}
