import {apiArg} from '../../cli/api-arg.js'
import {settledCache, stageCache, withCache} from '../../project/release/stage-cache.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'
import {openStage} from '../../resource-command/open-stage.js'

export default class CacheDisable extends EditCommand {
  static override summary = 'Take the cache of a stage away, and wait until it is gone.'

  static override description = 'Methods stop using it in the same call. What it holds is lost.'

  static override args = {...apiArg}

  static override flags = {...editFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --dry-run',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(CacheDisable)
    const {anywhere, live, stageName} = await openStage(this.context, args.api)
    const edited = withCache(live, stageName, 'off')
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? []}
    const confirm = () => this.context.confirmOnAws(`Take the cache away from stage ${stageName}?`)
    const done = await this.carryOut({
      anywhere,
      live,
      edited,
      noun: 'cache',
      name: stageName,
      stageName,
      confirm,
      ...how,
    })
    if (done.outcome !== 'done') return done
    await settledCache(() => stageCache(anywhere.clients, live, stageName), this.context.rhythm)
    return done
  }
}
