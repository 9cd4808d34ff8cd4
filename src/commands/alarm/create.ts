import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {alarmMetrics} from '../../metrics/recommended-alarms.js'
import {observedStage} from '../../project/observe/observed-stage.js'
import {planAlarms} from '../../project/observe/stage-alarms.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {answered} from '../../resource-command/answered.js'
import {askAlarm} from '../../resource-command/ask-alarm.js'

export default class AlarmCreate extends AccountCommand {
  static override summary = 'Make CloudWatch alarms for a stage: the recommended set, or one of your own.'

  static override description = `Alarms that belong to the project are better written under "alarms:" in apigw.yaml: a plan keeps those. The
same command again changes an alarm that is not as it says.`

  static override args = {...apiArg}

  static override flags = {
    recommended: Flags.boolean({description: 'the alarms that AWS recommends', exclusive: ['name', 'metric']}),
    name: Flags.string({description: 'name of the alarm, behind those of the API and the stage'}),
    metric: Flags.string({description: '5XXError, Latency, Count (REST), 5xx (HTTP), ExecutionError (WebSocket), …'}),
    above: Flags.string({description: 'alarm above this: 1%, 2s, 100', exclusive: ['below']}),
    below: Flags.string({description: 'alarm below this'}),
    for: Flags.string({description: 'how long it has to be so', default: '5m'}),
    statistic: Flags.string({description: 'Average, Sum, p99, … (default: what suits the metric)'}),
    route: Flags.string({description: 'of this route only; needs detailed metrics'}),
    notify: Flags.string({description: 'ARN that is told, such as an SNS topic', multiple: true, helpValue: 'ARN'}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --recommended --stage prod --notify arn:aws:sns:eu-west-1:123456789012:ops',
    '<%= config.bin %> <%= command.id %> --recommended --stage prod --dry-run',
    '<%= config.bin %> <%= command.id %> pets --name slow --metric Latency --statistic p99 --above 2s --for 10m',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(AlarmCreate)
    const observed = await observedStage(await this.context.watching(), args.api)
    const words = await askAlarm(flags, alarmMetrics(observed.api.kind), this.context.ask.bind(this.context))
    const wanted = await planAlarms(observed, words)
    const how = {dryRun: flags['dry-run'], ...answered(this.typed, this.context)}
    return this.makeChange({noun: 'alarm', ...wanted, ...how})
  }
}
