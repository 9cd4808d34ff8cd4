import {decideForSigner, signerConditions, type Signer} from '../../identity/authenticate.js'
import {SignatureError} from '../../identity/signature-error.js'
import {lastHeader} from '../header-list.js'
import type {Ports} from '../ports.js'
import {readSigner} from '../read-signer.js'
import {requestConditions} from '../request-conditions.js'
import {routeArn} from './execution-arn.js'
import type {Caller} from './http-context.js'
import {HttpRefusal} from './http-refusal.js'
import type {Selected} from './select-route.js'

/**
 * Lets a signed request of a registered key through where its policy allows execute-api:Invoke. HTTP APIs have no
 * resource policies, so callers of other accounts are never let in. Every refusal is 403 `Forbidden` (captured
 * September 2026). Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function verifySigner(selected: Selected, ports: Ports): Caller {
  const {key, principal} = signerOf(selected, ports)
  const {accountId} = selected.deployment.api
  const arn = routeArn(selected)
  if (principal.accountId !== accountId) {
    throw new HttpRefusal('ACCESS_DENIED', `${principal.arn} is not of the API's account ${accountId}.`)
  }
  const decision = decideForSigner(
    {key, principal},
    {action: 'execute-api:Invoke', arn, values: conditions(selected, {key, principal})},
  )
  if (decision !== 'allow') {
    const because = decision === 'explicit-deny' ? 'with an explicit deny' : 'because its policy does not allow it'
    throw new HttpRefusal('ACCESS_DENIED', `${principal.arn} may not execute-api:Invoke ${arn} ${because}.`)
  }
  return {
    kind: 'iam',
    accessKey: key.accessKeyId,
    accountId: principal.accountId,
    principalOrgId: key.principalOrgId ?? null,
    userArn: principal.arn,
    userId: principal.userId,
  }
}

/** `$context.authorizer.error` (captured September 2026). */
const noSignature = "The request for the IAM Authorizer doesn't match the format that API Gateway expects."

function signerOf({request, deployment}: Selected, ports: Ports): Signer {
  try {
    const signer = readSigner(request.incoming, deployment.api.region, ports)
    if (signer !== undefined) return signer
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error
    const {message, hint} = error
    const headers = hint === undefined ? [] : ['x-apigw-local-hint', hint]
    throw new HttpRefusal('ACCESS_DENIED', hint === undefined ? message : `${message} ${hint}`, {cause: error, headers})
  }
  throw new HttpRefusal('ACCESS_DENIED', 'The route has AWS_IAM, and nobody signed the request.', {logged: noSignature})
}

function conditions({request}: Selected, signer: Signer): ReadonlyMap<string, readonly string[]> {
  const {requestTimeEpoch: nowMs, identity} = request.context
  const referer = lastHeader(request.headers, 'referer')
  return new Map([...requestConditions({...identity, nowMs, referer}), ...signerConditions(signer)])
}
