import type {CacheGenerationRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findStage} from './stage.js'

type StageLabels = {restApiId: string; stageName: string}

/** A flush starts a new generation: the data plane uses no entry of an older one. */
function flush(cache: keyof CacheGenerationRecord): (input: StageLabels, context: OperationContext) => Members {
  return (input, context) => {
    findStage(input, context)
    const key = [input.restApiId, input.stageName]
    const before = context.store.get('cacheGeneration', key) ?? {stageCache: 0, authorizersCache: 0}
    context.store.put('cacheGeneration', key, {...before, [cache]: before[cache] + 1})
    return {}
  }
}

export const cacheFlushOperations: Operations = {
  FlushStageCache: operation(flush('stageCache')),
  FlushStageAuthorizersCache: operation(flush('authorizersCache')),
}
