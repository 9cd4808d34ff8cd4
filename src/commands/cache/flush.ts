import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {dryRunFlag, targetFlags} from '../../cli/flags.js'
import {makeCalls} from '../../project/edit/make-calls.js'
import type {MadeCalls} from '../../project/edit/make-calls.js'
import {flushCalls, requireCache} from '../../project/release/stage-cache.js'
import {renderMadeCalls} from '../../render/made-calls.js'
import {openStage} from '../../resource-command/open-stage.js'

export default class CacheFlush extends BaseCommand<MadeCalls> {
  static override summary = 'Empty the cache of a stage, so that its backends are asked again.'

  static override args = {...apiArg}

  static override flags = {
    authorizers: Flags.boolean({description: 'what its authorizers have answered, in place of what its routes have'}),
    ...dryRunFlag,
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --authorizers',
  ]

  async run(): Promise<MadeCalls> {
    const {args, flags} = await this.parse(CacheFlush)
    const {anywhere, live, stageName} = await openStage(this.context, args.api)
    requireCache(live)
    const wanted = flushCalls(live, stageName, flags.authorizers ? 'authorizers' : 'answers')
    const made = await makeCalls(anywhere.clients, wanted, {dryRun: flags['dry-run']})
    this.log(renderMadeCalls(made))
    return made
  }
}
