import {settledCache, stageCache, withCache} from '../project/release/stage-cache.js'
import {EditCommand} from './edit-command.js'
import type {Edited} from './edit-command.js'
import {openStage} from './open-stage.js'

/** What is changed: `cache` is `off` or the wanted size, `question` is asked before AWS is changed. */
type CacheChange = {
  api: string | undefined
  cache: Parameters<typeof withCache>[2]
  question: (stageName: string) => string
  dryRun: boolean
  allow: readonly string[]
}

/** A command that gives a stage a cache or takes it away, and waits until AWS has done it. */
export abstract class CacheCommand extends EditCommand {
  protected async changeCache({api, cache, question, dryRun, allow}: CacheChange): Promise<Edited> {
    const {anywhere, live, stageName} = await openStage(this.context, api)
    const edited = withCache(live, stageName, cache)
    const confirm = () => this.context.confirmOnAws(question(stageName))
    const stage = {noun: 'cache', name: stageName, stageName}
    const done = await this.carryOut({anywhere, live, edited, ...stage, confirm, dryRun, allow})
    if (done.outcome === 'done')
      await settledCache(() => stageCache(anywhere.clients, live, stageName), this.context.rhythm)
    return done
  }
}
