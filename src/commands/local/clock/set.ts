import {Args} from '@oclif/core'
import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayClock} from '../../../model/gateway-admin.js'
import {parseMoment} from '../../../project/local/clock-words.js'
import {runningGateway} from '../../../project/local/running-gateway.js'
import {renderGatewayClock} from '../../../render/gateway-clock.js'

export default class LocalClockSet extends BaseCommand<GatewayClock> {
  static override summary = 'Move the clock of the local gateway on to a moment.'

  static override description = `It only moves forward: what has been kept or counted would otherwise be in the future.`

  static override args = {
    time: Args.string({description: 'moment to come: 2026-12-31T23:59:00Z, or epoch milliseconds', required: true}),
  }

  static override flags = {...stateFlag}

  static override examples = ['<%= config.bin %> <%= command.id %> 2026-12-31T23:59:00Z']

  async run(): Promise<GatewayClock> {
    const {args} = await this.parse(LocalClockSet)
    const gateway = await runningGateway(await this.context.stateDirectory())
    const clock = await gateway.clock({setMs: parseMoment(args.time, 'TIME')})
    this.log(renderGatewayClock(clock))
    return clock
  }
}
