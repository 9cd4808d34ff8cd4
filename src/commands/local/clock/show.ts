import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayClock} from '../../../model/gateway-admin.js'
import {runningGateway} from '../../../project/local/running-gateway.js'
import {renderGatewayClock} from '../../../render/gateway-clock.js'

export default class LocalClockShow extends BaseCommand<GatewayClock> {
  static override summary = "Show the local gateway's time and how far it is ahead."

  static override flags = {...stateFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --query nowMs',
  ]

  async run(): Promise<GatewayClock> {
    await this.parse(LocalClockShow)
    const gateway = await runningGateway(await this.context.stateDirectory())
    const clock = await gateway.clock()
    this.log(renderGatewayClock(clock))
    return clock
  }
}
