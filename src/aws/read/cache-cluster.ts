import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'

/** The cache of a stage. `status` is AWS's: AVAILABLE, NOT_AVAILABLE, or one of those on the way there. */
export type CacheCluster = {
  stageName: string
  enabled: boolean
  status: string
  /** Gigabytes as AWS writes them. */
  sizeGb?: string
  /** Keys of method settings that cache; `*` + `/*` is all GET methods. */
  cachedMethods: readonly string[]
}

/** One call. */
export async function readCacheCluster(clients: Clients, restApiId: string, stageName: string): Promise<CacheCluster> {
  const {GetStageCommand} = await import('@aws-sdk/client-api-gateway')
  const client = await clients.rest()
  const stage = await client.send(new GetStageCommand({restApiId, stageName}))
  const settings = Object.entries(stage.methodSettings ?? {})
  return present({
    stageName,
    enabled: stage.cacheClusterEnabled ?? false,
    status: stage.cacheClusterStatus ?? 'NOT_AVAILABLE',
    sizeGb: stage.cacheClusterSize,
    cachedMethods: settings.flatMap(([key, {cachingEnabled}]) => (cachingEnabled === true ? [key] : [])).sort(),
  })
}
