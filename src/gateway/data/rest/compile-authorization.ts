import type {AuthorizerRecord, MethodRecord, RestSnapshot} from '../../store/rest-records.js'
import type {Authorization, IdentitySource} from './authorization.js'
import {compileGatewayPattern} from './gateway-pattern.js'
import {once} from './once.js'
import {parseUriTemplate} from './uri-template.js'

/** AWS's default when an authorizer names none. */
const defaultTtlSeconds = 300

/**
 * The authorization of a method; undefined when the gateway cannot enforce it (unenforced-security.ts then says why), or
 * when it names an authorizer that is not there.
 */
export function compileAuthorization(method: MethodRecord, {authorizers}: RestSnapshot): Authorization | undefined {
  const type = method.authorizationType.toUpperCase()
  if (type === 'NONE') return {kind: 'none'}
  if (type === 'AWS_IAM') return {kind: 'iam'}
  const record = authorizers.find(({id}) => id === method.authorizerId)
  if (record === undefined) return undefined
  if (type === 'CUSTOM') return compileAuthorizer(record)
  return type === 'COGNITO_USER_POOLS' ? compileUserPools(record) : undefined
}

function compileUserPools(record: AuthorizerRecord): Authorization | undefined {
  const {identitySource = '', identityValidationExpression: expression = '', providerARNs = []} = record
  const headerName = /^method\.request\.header\.(.+)$/.exec(identitySource)?.[1]
  const issuers = providerARNs.flatMap(issuerOf)
  if (record.type !== 'COGNITO_USER_POOLS' || headerName === undefined || issuers.length === 0) return undefined
  return {
    kind: 'userPool',
    authorizerId: record.id,
    headerName: headerName.toLowerCase(),
    issuers,
    validation: expression === '' ? undefined : once(() => compileExpression(expression)),
  }
}

/** Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
function issuerOf(providerArn: string): string[] {
  const [, region, poolId] = /^arn:[^:]+:cognito-idp:([^:]+):\d*:userpool\/(\S+)$/.exec(providerArn) ?? []
  if (region === undefined || poolId === undefined) return []
  return [`https://cognito-idp.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${poolId}`]
}

function compileAuthorizer(record: AuthorizerRecord): Authorization | undefined {
  if (record.type !== 'TOKEN' && record.type !== 'REQUEST') return undefined
  const {identitySource = '', identityValidationExpression: expression = '', authorizerUri = ''} = record
  const sources = identitySource.split(',').flatMap((source) => parseSource(source.trim()))
  return {
    kind: 'lambda',
    authorizerId: record.id,
    isToken: record.type === 'TOKEN',
    uri: parseUriTemplate(authorizerUri, false),
    sources,
    validation: expression === '' ? undefined : once(() => compileExpression(expression)),
    ttlMs: (record.authorizerResultTtlInSeconds ?? defaultTtlSeconds) * 1000,
  }
}

function parseSource(source: string): IdentitySource[] {
  const [, place, name = ''] = /^method\.request\.(?:multivalue)?(header|querystring)\.(.+)$/.exec(source) ?? []
  if (place === 'header' || place === 'querystring') return [{from: place, name}]
  const [, root, path = ''] = /^(stageVariables|context)\.(.+)$/.exec(source) ?? []
  if (root === 'stageVariables') return [{from: 'stageVariables', name: path}]
  return root === 'context' ? [{from: 'context', steps: path.split('.')}] : []
}

function compileExpression(expression: string) {
  return compileGatewayPattern(expression, 'AUTHORIZER_CONFIGURATION_ERROR', 'identityValidationExpression')
}
