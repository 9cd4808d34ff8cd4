import {lambdaFunctionArn} from './data/lambda-uri.js'
import {BackendError} from './data/ports.js'
import {vpcLinkAddress} from './data/private-backend.js'
import {parseUriTemplate, renderUri} from './data/rest/uri-template.js'
import {serviceEndpoint} from './data/services/service-endpoint.js'
import type {ServiceAccess} from './data/services/service-endpoint.js'
import {parseServiceUri} from './data/services/service-uri.js'
import type {Store} from './store/store.js'

/** What an integration needs of the world outside; URIs with stage variables filled in. */
type Need = {place: string} & (
  | {kind: 'vpcLink'; connectionId: string; targetArn?: string}
  | {kind: 'uri'; uri: string}
  | {kind: 'service'; service: string}
)

/**
 * What will fail when a stage's routes are called, because nothing says where their backends are: one sentence each, as
 * `POST /orders: …`. Empty for an API or stage that does not exist.
 */
export function backendWarnings(store: Store, access: ServiceAccess, apiId: string, stageName: string): string[] {
  const warnings = needsOf(store, apiId, stageName).flatMap((need) => {
    const fault = faultOf(need, store, access)
    return fault === undefined ? [] : [`${need.place}: ${fault}`]
  })
  return [...new Set(warnings)].sort()
}

function needsOf(store: Store, apiId: string, stageName: string): Need[] {
  const stage = store.get('stage', [apiId, stageName])
  if (stage !== undefined)
    return restNeeds(store, apiId, stage.deploymentId, new Map(Object.entries(stage.variables ?? {})))
  const httpStage = store.get('v2Stage', [apiId, stageName])
  if (httpStage?.deploymentId === undefined) return []
  return httpNeeds(store, apiId, httpStage.deploymentId, new Map(Object.entries(httpStage.stageVariables ?? {})))
}

type Variables = ReadonlyMap<string, string>

function restNeeds(store: Store, apiId: string, deploymentId: string, variables: Variables): Need[] {
  const {resources = []} = store.get('restSnapshot', [apiId, deploymentId]) ?? {}
  return resources.flatMap(({path, resourceMethods = {}}) =>
    Object.entries(resourceMethods).flatMap(([verb, {methodIntegration: integration}]): Need[] => {
      const place = `${verb} ${path}`
      if (integration?.connectionType === 'VPC_LINK') {
        const {connectionId = '', integrationTarget} = integration
        const target = integrationTarget === undefined ? {} : {targetArn: integrationTarget}
        return [{place, kind: 'vpcLink', connectionId: filled(connectionId, variables), ...target}]
      }
      const callsAws = integration?.type === 'AWS' || integration?.type === 'AWS_PROXY'
      return callsAws ? [{place, kind: 'uri', uri: filled(integration.uri ?? '', variables)}] : []
    }),
  )
}

function httpNeeds(store: Store, apiId: string, deploymentId: string, variables: Variables): Need[] {
  const {routes = [], integrations = []} = store.get('httpSnapshot', [apiId, deploymentId]) ?? {}
  return routes.flatMap(({routeKey: place, target}): Need[] => {
    const integration = integrations.find(({integrationId}) => target === `integrations/${integrationId}`)
    if (integration === undefined) return []
    const {connectionType, connectionId = '', integrationUri, integrationSubtype, integrationType} = integration
    if (connectionType === 'VPC_LINK') {
      return [{place, kind: 'vpcLink', connectionId, ...(integrationUri !== undefined && {targetArn: integrationUri})}]
    }
    if (integrationSubtype !== undefined) return [{place, kind: 'service', service: serviceOf(integrationSubtype)}]
    return integrationType.startsWith('AWS') ? [{place, kind: 'uri', uri: filled(integrationUri ?? '', variables)}] : []
  })
}

function filled(uri: string, variables: Variables): string {
  return renderUri(parseUriTemplate(uri, false), variables, () => undefined)
}

function serviceOf(subtype: string): string {
  const [name = ''] = subtype.split('-')
  return {EventBridge: 'events', StepFunctions: 'states'}[name] ?? name.toLowerCase()
}

function faultOf(need: Need, store: Store, access: ServiceAccess): string | undefined {
  if (need.kind === 'vpcLink') {
    if (vpcLinkAddress(store, need) !== undefined) return undefined
    return `VPC link ${need.connectionId} has no address in local.vpcLinks of apigw.yaml, so calls to it fail.`
  }
  if (need.kind === 'service') return unreachable(access, {service: need.service, region: 'us-east-1'})
  const functionArn = lambdaFunctionArn(need.uri)
  if (functionArn !== undefined) return functionFault(functionArn, store, access)
  const parsed = parseServiceUri(need.uri)
  return parsed === undefined ? undefined : unreachable(access, parsed)
}

function functionFault(functionArn: string, store: Store, access: ServiceAccess): string | undefined {
  const [, , , region = '', accountId = '', , name = ''] = functionArn.split(':')
  if (store.get('function', [accountId, region, name]) !== undefined) return undefined
  const fault = unreachable(access, {service: 'lambda', region})
  return fault === undefined ? undefined : `Function ${name} is not in apigw.yaml. ${fault}`
}

function unreachable(
  access: ServiceAccess,
  place: {service: string; region: string; subdomain?: string | undefined; partition?: string},
): string | undefined {
  try {
    serviceEndpoint(access, {subdomain: undefined, partition: 'aws', ...place})
    return undefined
  } catch (error) {
    if (error instanceof BackendError) return error.message
    throw error
  }
}
