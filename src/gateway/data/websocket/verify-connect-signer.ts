import {decideForSigner, signerConditions, type Signer} from '../../identity/authenticate.js'
import {SignatureError} from '../../identity/signature-error.js'
import {firstHeader} from '../header-list.js'
import type {Ports} from '../ports.js'
import {readSigner} from '../read-signer.js'
import {requestConditions} from '../request-conditions.js'
import {GatewayError} from '../rest/gateway-error.js'
import {routeArn} from './execution-arn.js'
import type {SocketEvent} from './socket-event.js'
import type {ClientIdentity} from './websocket-context.js'

/**
 * Lets a signed upgrade request through where the key's policy allows it: WebSocket APIs have no resource policy. Fills
 * `$context.identity`. Of a wrong signature AWS says no more than Forbidden. Source: docs/aws-facts.md "WebSocket" (captured September 2026).
 */
export function verifyConnectSigner(event: SocketEvent, ports: Ports): void {
  const signer = signerOf(event, ports)
  event.context.identity = {...event.context.identity, ...identityOf(signer)}
  const {api} = event.deployment
  const {identity, requestTimeEpoch: nowMs} = event.context
  const arn = routeArn(event.deployment, '$connect')
  const facts = {
    ...{sourceIp: identity.sourceIp, nowMs, userAgent: identity.userAgent ?? null},
    referer: firstHeader(event.headers, 'referer'),
  }
  const values = new Map([...requestConditions(facts), ...signerConditions(signer)])
  const isOwn = signer.principal.accountId === api.accountId
  const decision = isOwn ? decideForSigner(signer, {action: 'execute-api:Invoke', arn, values}) : 'implicit-deny'
  if (decision !== 'allow') throw forbidden(`${signer.principal.arn} may not invoke ${arn} (${decision}).`)
}

function identityOf({key, principal}: Signer): Partial<ClientIdentity> {
  return {
    ...{accessKey: key.accessKeyId, accountId: principal.accountId, caller: principal.userId, user: principal.userId},
    userArn: principal.arn,
    ...(key.principalOrgId !== undefined && {principalOrgId: key.principalOrgId}),
  }
}

function signerOf({upgrade, deployment}: SocketEvent, ports: Ports): Signer {
  try {
    const signer = upgrade && readSigner(upgrade, deployment.api.region, ports)
    if (signer !== undefined) return signer
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error
    const [summary = ''] = error.message.split('\n')
    throw forbidden(summary, error)
  }
  throw new GatewayError({type: 'MISSING_AUTHENTICATION_TOKEN', reason: '$connect has AWS_IAM, and nobody signed.'})
}

function forbidden(why: string, cause?: SignatureError): GatewayError {
  const hint = cause?.hint
  const reason = hint === undefined ? why : `${why} ${hint}`
  const shown = {message: 'Forbidden', errorType: 'ForbiddenException'}
  return new GatewayError({type: 'ACCESS_DENIED', ...shown, reason, ...(hint !== undefined && {hint})}, {cause})
}
