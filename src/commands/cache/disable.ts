import {apiArg} from '../../cli/api-arg.js'
import {CacheCommand} from '../../resource-command/cache-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'

export default class CacheDisable extends CacheCommand {
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
    return this.changeCache({
      api: args.api,
      cache: 'off',
      question: (stageName) => `Take the cache away from stage ${stageName}?`,
      dryRun: flags['dry-run'],
      allow: flags.allow ?? [],
    })
  }
}
