import type {Feature, RestFeature} from '../../store/feature-registry.js'
import {restFeature, restFeatures} from '../../store/feature-registry.js'
import type {MethodRecord, ResourceRecord, RestSnapshot} from '../../store/rest-records.js'
import {badRequest} from './refuse.js'
import {byPath} from './resource-tree.js'

type Located = {key: string; method: MethodRecord}

/** How each feature is recognised in one method; key `GET /pets`. */
const methodFeatures: Partial<Record<RestFeature, (method: MethodRecord, snapshot: RestSnapshot) => boolean>> = {
  'rest AWS_IAM authorization': ({authorizationType}) => authorizationType === 'AWS_IAM',
  'rest Lambda authorizer': ({authorizationType}) => authorizationType === 'CUSTOM',
  'rest Cognito authorizer': ({authorizationType}) => authorizationType === 'COGNITO_USER_POOLS',
  'rest API key required': ({apiKeyRequired}) => apiKeyRequired,
  'rest request validator': ({requestValidatorId}) => requestValidatorId !== undefined,
  'rest VPC link integration': ({methodIntegration}) => methodIntegration?.connectionType === 'VPC_LINK',
  'rest AWS service integration': ({methodIntegration}) => callsAwsService(methodIntegration),
  'rest response streaming': ({methodIntegration}) => methodIntegration?.responseTransferMode === 'STREAM',
}

/** How each feature is recognised in the API itself. */
const apiFeatures: Partial<Record<RestFeature, (snapshot: RestSnapshot) => boolean>> = {
  'rest resource policy': ({restApi}) => restApi.policy !== undefined,
  'rest private endpoint': ({restApi}) => restApi.endpointConfiguration.types.includes('PRIVATE'),
  'rest compression': ({restApi}) => restApi.minimumCompressionSize !== undefined,
}

function callsAwsService(integration: MethodRecord['methodIntegration']): boolean {
  const isAws = integration?.type === 'AWS' || integration?.type === 'AWS_PROXY'
  return isAws && integration.uri?.includes(':lambda:path/') !== true
}

/** Features of the registry that a snapshot relies on, each with the first place that uses it. */
export function featuresOf(snapshot: RestSnapshot): {feature: RestFeature; place: string}[] {
  const methods = methodsOf(snapshot.resources)
  return (Object.keys(restFeatures) as RestFeature[]).flatMap((feature) => {
    if (apiFeatures[feature]?.(snapshot) === true) return [{feature, place: `API ${snapshot.restApi.id}`}]
    const user = methods.find(({method}) => methodFeatures[feature]?.(method, snapshot))
    return user === undefined ? [] : [{feature, place: user.key}]
  })
}

/**
 * Refuses what AWS refuses to deploy, and what the local data plane would serve with a hole in it.
 *
 * `stateOf` says how far a feature is implemented; answers the features that the snapshot relies on.
 */
export function checkDeployable(
  snapshot: RestSnapshot,
  stateOf: (feature: RestFeature) => Feature = restFeature,
): RestFeature[] {
  const methods = methodsOf(snapshot.resources)
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods")
  if (methods.some(({method}) => method.methodIntegration === undefined)) {
    throw badRequest('No integration defined for method')
  }
  const {endpointConfiguration, policy} = snapshot.restApi
  if (endpointConfiguration.types.includes('PRIVATE') && policy === undefined) {
    throw badRequest("Private REST API doesn't have a resource policy attached to it")
  }
  const features = featuresOf(snapshot)
  const refused = features.filter(({feature}) => stateOf(feature).state === 'refused')
  if (refused.length > 0) throw notEnforced(refused, stateOf)
  return features.map(({feature}) => feature)
}

function notEnforced(
  refused: readonly {feature: RestFeature; place: string}[],
  stateOf: (feature: RestFeature) => Feature,
): Error {
  const reasons = refused.map(({feature, place}) => `${feature} (${place}): ${stateOf(feature).why}`)
  return badRequest(
    `The local gateway does not deploy this API, because it would let requests through that AWS stops. ${reasons.join(' ')} Run "apigw local coverage" for what it enforces.`,
  )
}

function methodsOf(resources: readonly ResourceRecord[]): Located[] {
  return [...resources]
    .sort(byPath)
    .flatMap(({path, resourceMethods = {}}) =>
      Object.values(resourceMethods).map((method) => ({key: `${method.httpMethod} ${path}`, method})),
    )
}
