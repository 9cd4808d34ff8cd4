import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {CacheCommand} from '../../resource-command/cache-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'

export default class CacheEnable extends CacheCommand {
  static override summary = 'Give a stage a cache for its GET methods, and wait until it is there.'

  static override description = 'AWS asks for money by the hour, by the size of the cache, used or not.'

  static override args = {...apiArg}

  static override flags = {
    size: Flags.option({options: ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'] as const})({
      description: 'gigabytes',
      default: '0.5',
    }),
    ...editFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod --size 0.5',
    '<%= config.bin %> <%= command.id %> pets --stage prod --size 1.6 --dry-run',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(CacheEnable)
    return this.changeCache({
      api: args.api,
      cache: {sizeGb: flags.size},
      question: (stageName) => `Make a cache of ${flags.size} GB for stage ${stageName}?`,
      dryRun: flags['dry-run'],
      allow: flags.allow ?? [],
    })
  }
}
