import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import type {ListedAlarm} from '../../project/observe/stage-alarms.js'
import {listAlarms} from '../../project/observe/stage-alarms.js'
import {alarmTable} from '../../render/alarms.js'
import {renderTable} from '../../render/table.js'

export default class AlarmList extends BaseCommand<ListedAlarm[]> {
  static override summary = 'List the CloudWatch alarms about an API, with their states.'

  static override description =
    'Outside a project and without an API: those about all APIs of the account, and those that deleted APIs have left behind ("gone").'

  static override args = {...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --stage prod',
    '<%= config.bin %> <%= command.id %> --query "[?isGone].name"',
    `<%= config.bin %> <%= command.id %> --query "[?state=='ALARM'].name"`,
  ]

  async run(): Promise<ListedAlarm[]> {
    const {args} = await this.parse(AlarmList)
    const alarms = await listAlarms(await this.context.watching(), args.api)
    this.log(renderTable(alarmTable(alarms), this.terminal))
    return alarms
  }
}
