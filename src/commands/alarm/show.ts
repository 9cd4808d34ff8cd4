import {Args} from '@oclif/core'
import type {AlarmState} from '../../aws/read/alarm-states.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {findAlarm} from '../../project/observe/stage-alarms.js'
import {renderAlarm} from '../../render/alarms.js'

export default class AlarmShow extends BaseCommand<AlarmState> {
  static override summary = 'Show one alarm: its rule, its state, and why it is so.'

  static override args = {name: Args.string({description: 'name of the alarm on AWS', required: true})}

  static override flags = {...targetFlags}

  static override examples = ['<%= config.bin %> <%= command.id %> pets-prod-server-errors --region eu-west-1']

  async run(): Promise<AlarmState> {
    const {args} = await this.parse(AlarmShow)
    const alarm = await findAlarm(await this.context.clients(), args.name)
    this.log(renderAlarm(alarm))
    return alarm
  }
}
