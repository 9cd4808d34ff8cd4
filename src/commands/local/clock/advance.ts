import {Args} from '@oclif/core'
import {BaseCommand} from '../../../cli/base-command.js'
import {stateFlag} from '../../../cli/flags.js'
import type {GatewayClock} from '../../../model/gateway-admin.js'
import {parseDuration} from '../../../project/local/clock-words.js'
import {runningGateway} from '../../../project/local/running-gateway.js'
import {renderGatewayClock} from '../../../render/gateway-clock.js'

export default class LocalClockAdvance extends BaseCommand<GatewayClock> {
  static override summary = 'Move the clock of the local gateway on.'

  static override description = `Caches, authorizer results, throttles, quotas and tokens grow older by as much; nothing waits.`

  static override args = {duration: Args.string({description: 'how far: 90s, 1h30m, 2d', required: true})}

  static override flags = {...stateFlag}

  static override examples = ['<%= config.bin %> <%= command.id %> 1h', '<%= config.bin %> <%= command.id %> 1d --json']

  async run(): Promise<GatewayClock> {
    const {args} = await this.parse(LocalClockAdvance)
    const gateway = await runningGateway(await this.context.stateDirectory())
    const clock = await gateway.clock({advanceMs: parseDuration(args.duration, 'DURATION')})
    this.log(renderGatewayClock(clock))
    return clock
  }
}
