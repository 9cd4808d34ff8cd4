import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {dryRunFlag, targetFlags} from '../../cli/flags.js'
import {makeCalls} from '../../project/edit/make-calls.js'
import type {MadeCalls} from '../../project/edit/make-calls.js'
import {planAlarms} from '../../project/observe/stage-alarms.js'
import {renderMadeCalls} from '../../render/made-calls.js'

export default class AlarmCreate extends BaseCommand<MadeCalls> {
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
    ...dryRunFlag,
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --recommended --stage prod --notify arn:aws:sns:eu-west-1:123456789012:ops',
    '<%= config.bin %> <%= command.id %> --recommended --stage prod --dry-run',
    '<%= config.bin %> <%= command.id %> pets --name slow --metric Latency --statistic p99 --above 2s --for 10m',
  ]

  async run(): Promise<MadeCalls> {
    const {args, flags} = await this.parse(AlarmCreate)
    const watching = await this.context.watching()
    const wanted = await planAlarms(watching, args.api, flags)
    const made = await makeCalls(watching.clients, wanted, {dryRun: flags['dry-run']})
    this.log(renderMadeCalls(made))
    return made
  }
}
