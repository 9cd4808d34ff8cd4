import type {HttpRequest} from '../data/ports.js'
import {authenticate, decideForSigner, signerConditions} from '../identity/authenticate.js'
import type {Signer} from '../identity/authenticate.js'
import {parseSignature} from '../identity/parse-signature.js'
import {rootPrincipal} from '../identity/principal.js'
import type {Principal} from '../identity/principal.js'
import {SignatureError} from '../identity/signature-error.js'
import type {Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'
import {defaultScope, readCaller} from './caller.js'
import type {MatchedCall} from './match-call.js'
import {lambdaRestJson, restJson} from './protocol.js'
import {headerOf} from './request-header.js'
import {ServiceError} from './service-error.js'
import type {ServiceName} from './wire-model.js'

export type Gatekeeping = {
  store: Store
  clock: {nowMs: () => number}
  /** `none` lets everyone in and verifies nothing. */
  auth: 'signed' | 'none'
}

/** What a key's policy has to allow: `execute-api:ManageConnections` on an ARN. */
export type AccessQuestion = {action: string; arn: string}

/** Who calls, and the account and region in which the call acts. */
export type AuthenticatedCaller = {principal: Principal; scope: Scope}

/**
 * The caller and the account and region that a call acts in. A call without a signature is refused; one by a registered key has to be
 * signed rightly and, for API Gateway (or for what `question` asks), to be allowed by the key's policy; any other key is
 * taken at its word.
 */
export function authenticateCall(
  request: HttpRequest,
  call: MatchedCall,
  {store, clock, auth}: Gatekeeping,
  question?: AccessQuestion,
): AuthenticatedCaller {
  const caller = readCaller(headerOf(request, 'authorization'), call.query)
  if (auth === 'none') return rootOf(caller?.scope ?? defaultScope)
  const key = caller && store.get('accessKey', [caller.accessKeyId])
  if (caller !== undefined && key === undefined) return rootOf(caller.scope)
  const service = call.route && signingNames[call.route.operation.service]
  const nowMs = clock.nowMs()
  try {
    const signature = parseSignature(request)
    if (signature === undefined) throw missingToken(call)
    const findKey = (accessKeyId: string) => store.get('accessKey', [accessKeyId])
    const signer = authenticate(request, signature, findKey, {service, region: undefined, nowMs})
    const scope = {accountId: signer.principal.accountId, region: signature.region}
    const asked = question ?? (service === 'apigateway' ? controlQuestion(request, signer, scope.region) : undefined)
    if (asked !== undefined) checkPolicy(signer, {...asked, sourceIp: request.sourceIp, region: scope.region, nowMs})
    return {principal: signer.principal, scope}
  } catch (error) {
    if (error instanceof SignatureError) throw toServiceError(error)
    throw error
  }
}

function rootOf(scope: Scope): AuthenticatedCaller {
  return {principal: rootPrincipal(scope.accountId), scope}
}

/** Names in credential scopes. Source: trait `aws.auth#sigv4` of the service models. */
const signingNames: Readonly<Record<ServiceName, string>> = {
  apigateway: 'apigateway',
  apigatewayv2: 'apigateway',
  apigatewaymanagementapi: 'execute-api',
  cloudwatch: 'monitoring',
  lambda: 'lambda',
  logs: 'logs',
  sts: 'sts',
}

/**
 * API Gateway asks for its HTTP verb on the path as an ARN; version 2 without its prefix.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
function controlQuestion({method, target}: HttpRequest, {principal}: Signer, region: string): AccessQuestion {
  const [path = ''] = target.split('?')
  const arn = `arn:${principal.partition}:apigateway:${region}::${path.replace(/^\/v2(?=\/)/, '')}`
  return {action: `apigateway:${method}`, arn}
}

type Asked = AccessQuestion & {sourceIp: string; region: string; nowMs: number}

function checkPolicy(signer: Signer, {action, arn, sourceIp, region, nowMs}: Asked): void {
  const values = new Map<string, readonly string[]>([
    ['aws:sourceip', [sourceIp]],
    ['aws:currenttime', [new Date(nowMs).toISOString()]],
    ['aws:epochtime', [String(Math.floor(nowMs / 1000))]],
    ['aws:requestedregion', [region]],
    ...signerConditions(signer),
  ])
  const decision = decideForSigner(signer, {action, arn, values})
  if (decision === 'allow') return
  const reason =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`
  const who = signer.principal.arn
  throw new ServiceError(
    'AccessDeniedException',
    `User: ${who} is not authorized to perform: ${action} on resource: ${arn} ${reason}`,
  )
}

/** Services with paths and verbs have a shorter text than those with actions. */
function missingToken({protocol}: MatchedCall): ServiceError {
  const isRest = protocol === restJson || protocol === lambdaRestJson
  const message = isRest ? 'Missing Authentication Token' : 'Request is missing Authentication Token'
  return new ServiceError('MissingAuthenticationTokenException', message)
}

function toServiceError(error: SignatureError): ServiceError {
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`
  return new ServiceError(`${error.code}Exception`, message, {}, {cause: error})
}
