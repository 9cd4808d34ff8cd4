import {follow, type Pass} from '../phase.js'
import type {HttpResponse, Invocation} from '../ports.js'
import type {Outcome} from './access-log.js'
import {callIntegration} from './call-integration.js'
import {compressResponse} from './compress-response.js'
import {GatewayError} from './gateway-error.js'
import {keepAnswer, lookUpCache, type Lookup} from './look-up-cache.js'
import {mapRequest} from './map-request.js'
import {mapResponse} from './map-response.js'
import {noteFunction} from '../note-function.js'
import type {Matched} from './match-method.js'
import type {Answer, Outgoing} from './outgoing.js'
import type {RestDeployment} from './rest-deployment.js'
import type {RestPhases} from './rest-phases.js'
import {unpackBody} from './unpack-body.js'
import {validateRequest} from './validate-request.js'

/** What accompanies one request through its phases. */
export type Journey = {
  deployment: RestDeployment
  pass: Pass<RestPhases>
  details: Details
  nowMs: () => number
}

/** What a request leaves behind for the record of it, whether it is answered or refused. */
export type Details = {
  invocation: Partial<Invocation>
  integration?: NonNullable<Outcome['integration']>
  authorization?: NonNullable<Outcome['authorization']>
  stream?: NonNullable<Outcome['stream']>
  unsupported?: string
  /** Why it was refused or failed, as AWS's logs say it. */
  loggedError?: string | undefined
}

/** The phases from an admitted request to the client's response; a promise only where one of them has to wait. */
export function carryOut(arrived: Matched, journey: Journey): HttpResponse | Promise<HttpResponse> {
  const {pass} = journey
  return follow(pass('unpackBody', arrived, unpackBody), (matched) =>
    follow(pass('validateRequest', matched, validateRequest), () => answer(matched, journey)),
  )
}

function answer(matched: Matched, journey: Journey): HttpResponse | Promise<HttpResponse> {
  const {pass, details} = journey
  const lookup = pass('lookUpCache', matched, lookUpCache)
  if (lookup.kind !== 'off') details.invocation.cache = lookup.kind
  const pending = lookup.kind === 'hit' ? lookup.answer : askIntegration(matched, lookup, journey)
  return follow(pending, (answered) => {
    const response = pass('mapResponse', {answer: answered, matched, warning: lookup.warning}, mapResponse)
    return pass('compressResponse', {response, matched}, compressResponse)
  })
}

function askIntegration(matched: Matched, lookup: Lookup, journey: Journey): Answer | Promise<Answer> {
  const {pass, nowMs} = journey
  const outgoing = pass('mapRequest', matched, mapRequest)
  const sentAtMs = nowMs()
  const pending = pass('callIntegration', {outgoing, matched}, callIntegration)
  if (!(pending instanceof Promise)) return pending
  return settle(pending, {outgoing, matched, lookup, sentAtMs}, journey)
}

type Sent = {outgoing: Outgoing; matched: Matched; lookup: Lookup; sentAtMs: number}

/** Notes how long the integration took, answered or failed; its answer goes into the cache. */
async function settle(
  pending: Promise<Answer>,
  {outgoing, matched, lookup, sentAtMs}: Sent,
  {details, nowMs}: Journey,
): Promise<Answer> {
  try {
    const answer = await pending
    const serviceStatus = outgoing.kind === 'lambda' ? 200 : answer.status
    details.integration = {status: answer.status, serviceStatus, requestId: answer.requestId}
    if (answer.stream !== undefined) details.stream = {sentAtMs, headersAtMs: nowMs()}
    if (outgoing.kind === 'lambda') noteFunction(details.invocation, answer.requestId)
    keepAnswer(lookup, answer, matched)
    return answer
  } catch (error) {
    if (error instanceof GatewayError) noteFunction(details.invocation, error.endpointRequestId)
    throw error
  } finally {
    details.invocation.integrationLatencyMs = nowMs() - sentAtMs
  }
}
