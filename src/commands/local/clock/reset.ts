import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayClock} from '../../../model/gateway-admin.js'
import {runningGateway} from '../../../project/local/running-gateway.js'
import {renderGatewayClock} from '../../../render/gateway-clock.js'

export default class LocalClockReset extends BaseCommand<GatewayClock> {
  static override summary = "Set the clock of the local gateway back to this machine's time."

  static override flags = {...stateFlag}

  static override examples = ['<%= config.bin %> <%= command.id %>']

  async run(): Promise<GatewayClock> {
    await this.parse(LocalClockReset)
    const gateway = await runningGateway(await this.context.stateDirectory())
    const clock = await gateway.clock({reset: true})
    this.log(renderGatewayClock(clock))
    return clock
  }
}
