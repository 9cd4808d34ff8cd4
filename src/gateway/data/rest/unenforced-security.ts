import type {MethodRecord, RestSnapshot} from '../../store/rest-records.js'
import {restFeature, type RestFeature} from '../../store/feature-registry.js'
import type {Authorization} from './authorization.js'

/**
 * Names what protects this method on AWS and would not protect it here; undefined when nothing does. Such methods answer
 * 500, so that no request gets through that AWS would stop. The registry decides what counts as enforced.
 */
export function unenforcedSecurity(
  method: MethodRecord,
  {restApi}: RestSnapshot,
  authorization: Authorization | undefined,
): string | undefined {
  const used: (RestFeature | undefined)[] = [
    restApi.policy === undefined || restApi.policy === '' ? undefined : 'rest resource policy',
    restApi.endpointConfiguration.types.includes('PRIVATE') ? 'rest private endpoint' : undefined,
    authorizationFeature(method.authorizationType),
    method.apiKeyRequired ? 'rest API key required' : undefined,
  ]
  const open = used.filter((feature) => feature !== undefined && restFeature(feature).state !== 'enforced')
  if (open.length === 0) return authorization === undefined ? missingAuthorizer(method) : undefined
  return open.map((feature) => (feature === undefined ? '' : `${feature}: ${restFeature(feature).why}`)).join(' ')
}

/** The feature is enforced, and yet nothing was made of this method's authorizer. */
function missingAuthorizer({authorizationType, authorizerId}: MethodRecord): string {
  return `authorizationType ${authorizationType} names the authorizer ${authorizerId ?? '(none)'}, which this deployment does not have.`
}

function authorizationFeature(authorizationType: string): RestFeature | undefined {
  switch (authorizationType.toUpperCase()) {
    case 'NONE':
      return undefined
    case 'CUSTOM':
      return 'rest Lambda authorizer'
    case 'COGNITO_USER_POOLS':
      return 'rest Cognito authorizer'
    // An unknown type is treated like the strictest one: nobody gets in.
    default:
      return 'rest AWS_IAM authorization'
  }
}
