import type {CacheCluster} from '../../aws/read/cache-cluster.js'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {stageCache} from '../../project/release/stage-cache.js'
import {renderCache} from '../../render/cache.js'
import {openStage} from '../../resource-command/open-stage.js'

export default class CacheStatus extends BaseCommand<CacheCluster> {
  static override summary = 'Show the cache of a stage: its size, its status, and which methods use it.'

  static override args = {...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --query status',
  ]

  async run(): Promise<CacheCluster> {
    const {args} = await this.parse(CacheStatus)
    const {anywhere, live, stageName} = await openStage(this.context, args.api)
    const cache = await stageCache(anywhere.clients, live, stageName)
    this.log(renderCache(cache, this.terminal))
    return cache
  }
}
