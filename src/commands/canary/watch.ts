import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {parseTrial} from '../../project/release/canary-words.js'
import {watchCanary} from '../../project/release/watch-canary.js'
import type {CanaryLook, WatchedCanary} from '../../project/release/watch-canary.js'
import {renderLook} from '../../render/canary.js'
import {openStage} from '../../resource-command/open-stage.js'

export default class CanaryWatch extends BaseCommand<WatchedCanary> {
  static override summary = 'Watch a canary, raise its share step by step, and promote or abort it.'

  static override description = `Compares both sides by the access log of the stage: CloudWatch counts them as one. Each step has to be good for as long
as --for says; after the last the canary is promoted. A bad one is aborted at once, with exit code 3. When a step got too few
requests the canary stays as it is (exit code 3). After an interruption the same command goes on where it was.`

  static override args = {...apiArg}

  static override flags = {
    for: Flags.string({description: 'how long each step has to be good', default: '10m', helpValue: 'TIME'}),
    'max-5xx': Flags.string({description: 'share of 5xx that the canary may have; with + above the base', default: '1%'}), // prettier-ignore
    'max-p95': Flags.string({description: 'p95 of the latency that it may have: above the base (+20%), or 800ms'}),
    'min-requests': Flags.integer({description: 'requests of the canary that a step needs', default: 200, min: 1}),
    step: Flags.string({description: 'shares in percent, one after the other', default: '10,50,100'}),
    interval: Flags.string({description: 'time between two looks', default: '30s', helpValue: 'TIME'}),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> --stage prod --for 10m --max-5xx 1% --max-p95 +20% --min-requests 200',
    '<%= config.bin %> <%= command.id %> pets --stage prod --step 5,25,100 --max-5xx +0.5% --json',
  ]

  async run(): Promise<WatchedCanary> {
    const {args, flags} = await this.parse(CanaryWatch)
    const trial = parseTrial(flags)
    const opened = await openStage(this.context, args.api)
    const place = {...opened.anywhere, place: opened.anywhere, onProgress: () => undefined}
    const onLook = (look: CanaryLook) => {
      this.tell({event: 'look', ...look})
      this.log(renderLook(look))
    }
    const watched = await watchCanary({...opened, place}, trial, {onLook, ...this.context.rhythm})
    this.log(`Promoted: stage ${watched.stageName} serves deployment ${watched.deploymentId}.`)
    return watched
  }
}
