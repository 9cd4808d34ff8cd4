import {GetStageCommand, GetStagesCommand} from '@aws-sdk/client-api-gateway'
import type * as sdk from '@aws-sdk/client-api-gateway'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {CanarySettings, MethodSettings, RestStage} from '../../model/stage.js'
import type {Clients} from '../clients.js'
import {deployedStage} from './deployed-stage.js'
import type {ReadStages} from './deployed-stage.js'
import {readRestDeployments} from './rest-deployments.js'
import type {StagePointer} from './stage-pointer.js'

/** The stages of a REST API by name, with the deployments they serve, and all deployments; two calls. */
export async function readRestStages(clients: Clients, restApiId: string): Promise<ReadStages> {
  const client = await clients.rest()
  const [{item = []}, deployments] = await Promise.all([
    client.send(new GetStagesCommand({restApiId})),
    readRestDeployments(clients, restApiId),
  ])
  const stages = item
    .map((stage) => deployedStage(toRestStage(stage), stage.deploymentId, deployments))
    .sort((one, other) => (one.stage.stageName < other.stage.stageName ? -1 : 1))
  return {stages, deployments}
}

/** Where one stage points; one call. */
export async function readRestStagePointer(
  clients: Clients,
  {apiId, stageName}: {apiId: string; stageName: string},
): Promise<StagePointer> {
  const client = await clients.rest()
  const {deploymentId} = await client.send(new GetStageCommand({restApiId: apiId, stageName}))
  return present({deploymentId})
}

/** A stage of the SDK as the model has it: every member that AWS shows. */
function toRestStage(stage: sdk.Stage): RestStage {
  const {destinationArn, format} = stage.accessLogSettings ?? {}
  return present({
    kind: 'restStage' as const,
    stageName: stage.stageName ?? '',
    description: stage.description,
    variables: sortedRecord(Object.entries(stage.variables ?? {})),
    tracingEnabled: stage.tracingEnabled ?? false,
    cacheClusterEnabled: stage.cacheClusterEnabled ?? false,
    cacheClusterSize: stage.cacheClusterSize,
    clientCertificateId: stage.clientCertificateId,
    accessLogSettings:
      destinationArn === undefined && format === undefined
        ? undefined
        : {destinationArn: destinationArn ?? '', format: format ?? ''},
    canarySettings: stage.canarySettings && toCanary(stage.canarySettings),
    methodSettings: sortedRecord(
      Object.entries(stage.methodSettings ?? {}).map(([key, settings]) => [settingsKey(key), toSettings(settings)]),
    ),
    tags: sortedRecord(Object.entries(stage.tags ?? {})),
  })
}

function toCanary({deploymentId, percentTraffic = 0, ...settings}: sdk.CanarySettings): CanarySettings {
  const overrides = Object.entries(settings.stageVariableOverrides ?? {})
  return present({
    deploymentId,
    percentTraffic,
    stageVariableOverrides: overrides.length === 0 ? undefined : sortedRecord(overrides),
    useStageCache: settings.useStageCache ?? false,
  })
}

/**
 * `~1pets~1{id}/GET` becomes `GET /pets/{id}`; the default keeps its name. Unescaped keys such as `pets/GET`, which
 * AWS accepts too, mean the same.
 */
function settingsKey(key: string): string {
  if (key === '*/*') return key
  const slash = key.lastIndexOf('/')
  const path = key.slice(0, slash).replaceAll('~1', '/').replaceAll('~0', '~')
  return `${key.slice(slash + 1)} ${path.startsWith('/') ? path : `/${path}`}`
}

function toSettings(settings: sdk.MethodSetting): MethodSettings {
  return present({
    ...settings,
    loggingLevel: settings.loggingLevel as MethodSettings['loggingLevel'],
  })
}
