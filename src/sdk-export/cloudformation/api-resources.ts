import {createHash} from 'node:crypto'
import {canonicalJson} from '../../model/json.js'
import type {JsonObject} from '../../model/json.js'
import type {OpenApi} from '../../model/api.js'
import {present} from '../../model/present.js'
import type {RestApi} from '../../model/rest-api.js'
import type {Stage} from '../../model/stage.js'
import type {Stack} from '../stack/stack.js'
import {ref, tagList} from './resource.js'
import type {Resources, StackNames} from './resource.js'
import {restStageProperties, v2StageProperties} from './stage-properties.js'
import {webSocketResources} from './web-socket-resources.js'

export const apiId = 'Api'

/** Resources of an API and its stage, in plain CloudFormation. */
export function apiResources({api, stage, document}: Stack): {resources: Resources; names: StackNames} {
  if (api.kind === 'websocket') {
    const own = webSocketResources(api, apiId)
    // A deployment takes what is there, so everything of the API has to be made before it.
    const parts = Object.keys(own).filter((id) => id !== apiId)
    const deployed = stageResources(stage, deploymentId(JSON.stringify(api)), parts)
    return {resources: {...own, ...deployed.resources}, names: deployed.names}
  }
  const {resources, names} = stageResources(stage, deploymentId(canonicalJson(document)), [])
  return {
    resources: {[apiId]: api.kind === 'rest' ? restApi(api, document) : httpApi(api, document), ...resources},
    names,
  }
}

/** A deployment is a snapshot: another definition has to be another deployment, or the stage would stay behind. */
function deploymentId(definition: string): string {
  return `Deployment${createHash('sha256').update(definition).digest('hex').slice(0, 10)}`
}

function restApi(api: RestApi, document: JsonObject) {
  return {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: present({Name: api.name, ...restApiProperties(api), Body: document, Tags: tagList(api.tags)}),
  }
}

/** What no definition says of a REST API. */
export function restApiProperties({description, endpointConfiguration}: RestApi): JsonObject {
  const {types, vpcEndpointIds, ipAddressType} = endpointConfiguration
  return present({
    Description: description,
    EndpointConfiguration: present({
      Types: types,
      VpcEndpointIds: vpcEndpointIds.length === 0 ? undefined : vpcEndpointIds,
      IpAddressType: ipAddressType === 'ipv4' ? undefined : ipAddressType,
    }),
  })
}

/** The definition of an HTTP API names and tags it. */
function httpApi(_: OpenApi, document: JsonObject) {
  return {Type: 'AWS::ApiGatewayV2::Api', Properties: {Body: document}}
}

function stageResources(
  stage: Stage | undefined,
  deployment: string,
  dependsOn: readonly string[],
): {resources: Resources; names: StackNames} {
  const names = {api: apiId, stage: ref('Stage')}
  if (stage === undefined) return {resources: {}, names}
  const waiting = dependsOn.length === 0 ? {} : {DependsOn: dependsOn}
  if (stage.kind === 'restStage') {
    const Properties = present({
      RestApiId: ref(apiId),
      DeploymentId: ref(deployment),
      ...restStageProperties(stage),
      ClientCertificateId: stage.clientCertificateId,
      Tags: tagList(stage.tags),
    })
    const resources = {
      [deployment]: {Type: 'AWS::ApiGateway::Deployment', Properties: {RestApiId: ref(apiId)}},
      Stage: {Type: 'AWS::ApiGateway::Stage', Properties},
    }
    return {resources, names}
  }
  const isAutomatic = stage.autoDeploy === true
  const Properties = present({
    ApiId: ref(apiId),
    ...(isAutomatic ? {AutoDeploy: true} : {DeploymentId: ref(deployment)}),
    ...v2StageProperties(stage),
    ClientCertificateId: stage.kind === 'webSocketStage' ? stage.clientCertificateId : undefined,
    Tags: stage.tags,
  })
  const made = {Type: 'AWS::ApiGatewayV2::Deployment', ...waiting, Properties: {ApiId: ref(apiId)}}
  const resources = {
    ...(!isAutomatic && {[deployment]: made}),
    Stage: {Type: 'AWS::ApiGatewayV2::Stage', ...(isAutomatic && waiting), Properties},
  }
  return {resources, names}
}
