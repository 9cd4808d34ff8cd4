import {GetStageCommand, GetStagesCommand} from '@aws-sdk/client-apigatewayv2'
import type * as sdk from '@aws-sdk/client-apigatewayv2'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {HttpStage, RouteSettings, WebSocketStage} from '../../model/stage.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {deployedStage} from './deployed-stage.js'
import type {ReadStages} from './deployed-stage.js'
import {readV2Deployments} from './v2-deployments.js'
import type {StagePointer} from './stage-pointer.js'

type V2Stage = HttpStage | WebSocketStage

/** The stages of an HTTP or WebSocket API by name, with the deployments they serve, and all deployments; two calls. */
export async function readV2Stages(clients: Clients, kind: V2Stage['kind'], apiId: string): Promise<ReadStages> {
  const client = await clients.http()
  const [stages, deployments] = await Promise.all([
    paginate(async (NextToken) => {
      const page = await client.send(new GetStagesCommand({ApiId: apiId, MaxResults: '500', NextToken}))
      return {items: page.Items, next: page.NextToken}
    }),
    readV2Deployments(clients, apiId),
  ])
  const deployed = stages
    .map((stage) => deployedStage(toStage(kind, stage), stage.DeploymentId, deployments))
    .sort((one, other) => (one.stage.stageName < other.stage.stageName ? -1 : 1))
  return {stages: deployed, deployments}
}

/** Where one stage points; one call. */
export async function readV2StagePointer(
  clients: Clients,
  {apiId, stageName}: {apiId: string; stageName: string},
): Promise<StagePointer> {
  const client = await clients.http()
  const stage = await client.send(new GetStageCommand({ApiId: apiId, StageName: stageName}))
  return present({deploymentId: stage.DeploymentId, deploymentMessage: stage.LastDeploymentStatusMessage})
}

/** A stage of the SDK as the model has it: every member that AWS shows. */
function toStage(kind: V2Stage['kind'], stage: sdk.Stage): V2Stage {
  const {DestinationArn, Format} = stage.AccessLogSettings ?? {}
  return present({
    kind,
    stageName: stage.StageName ?? '',
    description: stage.Description,
    autoDeploy: stage.AutoDeploy ?? false,
    clientCertificateId: kind === 'webSocketStage' ? stage.ClientCertificateId : undefined,
    // UpdateStage merges variables; an empty value is how one is cleared.
    stageVariables: sortedRecord(Object.entries(stage.StageVariables ?? {}).filter(([, value]) => value !== '')),
    accessLogSettings:
      DestinationArn === undefined && Format === undefined
        ? undefined
        : {destinationArn: DestinationArn ?? '', format: Format ?? ''},
    defaultRouteSettings: toRouteSettings(stage.DefaultRouteSettings ?? {}),
    routeSettings: sortedRecord(
      Object.entries(stage.RouteSettings ?? {}).map(([key, settings]) => [key, toRouteSettings(settings)]),
    ),
    tags: sortedRecord(Object.entries(stage.Tags ?? {})),
  })
}

function toRouteSettings(settings: sdk.RouteSettings): RouteSettings {
  return present({
    detailedMetricsEnabled: settings.DetailedMetricsEnabled,
    loggingLevel: settings.LoggingLevel,
    dataTraceEnabled: settings.DataTraceEnabled,
    throttlingBurstLimit: settings.ThrottlingBurstLimit,
    throttlingRateLimit: settings.ThrottlingRateLimit,
  })
}
