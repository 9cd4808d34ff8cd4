import {present} from '../../model/present.js'
import type {Json, JsonObject} from '../../model/json.js'
import type {Stack} from '../stack/stack.js'
import {apiId, apiResources, restApiProperties} from './api-resources.js'
import {ref} from './resource.js'
import type {Resources, StackNames} from './resource.js'
import {restStageProperties, v2StageProperties} from './stage-properties.js'

/**
 * A REST or HTTP API with its stage as one resource of SAM, which makes the deployment by itself. What SAM has no word
 * for is plain CloudFormation: WebSocket APIs, stages with a client certificate, and APIs without a stage.
 */
export function samResources(stack: Stack): {resources: Resources; names: StackNames} {
  const {api, stage, document} = stack
  if (stage?.kind === 'restStage' && api.kind === 'rest' && stage.clientCertificateId === undefined) {
    const {EndpointConfiguration, ...own} = restApiProperties(api)
    const Properties = present({
      Name: api.name,
      ...own,
      ...restStageProperties(stage),
      Description: api.description,
      EndpointConfiguration: samEndpoint(EndpointConfiguration as JsonObject),
      Tags: filled({...api.tags, ...stage.tags}),
      DefinitionBody: document,
    })
    return one('AWS::Serverless::Api', Properties)
  }
  if (stage?.kind === 'httpStage' && api.kind === 'http') {
    const Properties = present({
      ...v2StageProperties(stage),
      Tags: filled({...stage.tags}),
      DefinitionBody: document,
    })
    return one('AWS::Serverless::HttpApi', Properties)
  }
  return apiResources(stack)
}

/** SAM makes the stage along with the API, and has this name for it. */
function one(Type: string, Properties: JsonObject): {resources: Resources; names: StackNames} {
  return {resources: {[apiId]: {Type, Properties}}, names: {api: apiId, stage: ref(`${apiId}.Stage`)}}
}

function samEndpoint({Types, VpcEndpointIds, IpAddressType}: JsonObject): JsonObject {
  const [Type = 'EDGE'] = Array.isArray(Types) ? (Types as readonly Json[]) : []
  return present({Type, VPCEndpointIds: VpcEndpointIds, IpAddressType})
}

function filled(tags: Readonly<Record<string, string>>): JsonObject | undefined {
  return Object.keys(tags).length === 0 ? undefined : tags
}
