import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {confirmFlag, dryRunFlag, targetFlags, yesFlag} from '../../cli/flags.js'
import {makeCalls} from '../../project/edit/make-calls.js'
import type {MadeCalls} from '../../project/edit/make-calls.js'
import {findAlarm, planAlarmDeletion} from '../../project/observe/stage-alarms.js'
import {renderMadeCalls} from '../../render/made-calls.js'

export default class AlarmDelete extends BaseCommand<MadeCalls> {
  static override summary = 'Delete one alarm.'

  static override args = {name: Args.string({description: 'name of the alarm on AWS', required: true})}

  static override flags = {...dryRunFlag, ...confirmFlag, ...yesFlag, ...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets-prod-latency',
    '<%= config.bin %> <%= command.id %> pets-prod-latency --confirm pets-prod-latency',
  ]

  async run(): Promise<MadeCalls> {
    const {args, flags} = await this.parse(AlarmDelete)
    const clients = await this.context.clients()
    const {name} = args
    const wanted = planAlarmDeletion(await findAlarm(clients, name))
    const confirm = () => this.context.confirmName(name, `Delete the alarm ${name}?`, flags.confirm)
    const made = await makeCalls(clients, wanted, {dryRun: flags['dry-run'], confirm})
    this.log(renderMadeCalls(made))
    return made
  }
}
