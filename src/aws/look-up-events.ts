import {SignatureV4} from '@smithy/signature-v4'
import type {Clients} from './clients.js'
import {toApigwError} from './errors.js'
import {pagesOf} from './paginate.js'

/** What CloudTrail has of one call that changed something. `CloudTrailEvent` is the JSON text of the whole event. */
export type TrailEvent = {
  EventId?: string
  EventName?: string
  EventTime?: number
  Username?: string
  ReadOnly?: string
  CloudTrailEvent?: string
}

/** Epoch milliseconds; `endpoint` stands for CloudTrail's own URL. */
export type TrailQuery = {fromMs: number; toMs: number; endpoint?: string | undefined}

type Answer = {Events?: TrailEvent[]; NextToken?: string; __type?: string; message?: string; Message?: string}

const operation = 'LookupEvents'

/**
 * Calls to API Gateway that CloudTrail has kept (90 days), newest first, page by page. One signed call with plain JSON: an
 * SDK client more for one operation would cost every installation more than this.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function* lookUpEvents(clients: Clients, query: TrailQuery): AsyncGenerator<readonly TrailEvent[]> {
  const region = await clients.region()
  const input = {
    StartTime: query.fromMs / 1000,
    EndTime: query.toMs / 1000,
    MaxResults: 50,
    LookupAttributes: [{AttributeKey: 'EventSource', AttributeValue: 'apigateway.amazonaws.com'}],
  }
  const url = new URL(
    query.endpoint ?? `https://cloudtrail.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
  )
  yield* pagesOf(async (token) => {
    const body = JSON.stringify({...input, ...(token !== undefined && {NextToken: token})})
    const page = await paced(clients, url, {region, body})
    return {items: page.Events, next: page.NextToken}
  })
}

async function paced(clients: Clients, url: URL, call: {region: string; body: string}): Promise<Answer> {
  try {
    return await clients.limiter.run(operation, () => post(clients, url, call))
  } catch (error) {
    throw toApigwError(error, {service: 'cloudtrail', operation, target: url.host})
  }
}

/** AWS's JSON protocol 1.1: the operation is a header. Rejects with an error that has the shape of the SDK's. */
async function post(clients: Clients, url: URL, {region, body}: {region: string; body: string}): Promise<Answer> {
  const {credentials, sha256} = (await clients.rest()).config
  const signer = new SignatureV4({credentials, region, service: 'cloudtrail', sha256})
  const headers = {
    host: url.host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`,
  }
  const request = {method: 'POST', protocol: url.protocol, hostname: url.hostname, path: '/', headers, body}
  const signed = await signer.sign(request)
  const response = await fetch(url, {
    method: 'POST',
    headers: signed.headers,
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as Answer
  const {__type = '', message, Message} = errorOf(text)
  const failure = new Error(message ?? Message ?? text.slice(0, 500))
  failure.name = __type.split('#').at(-1) ?? ''
  throw Object.assign(failure, {$metadata: {httpStatusCode: response.status}})
}

const timeoutMs = 30_000

function errorOf(text: string): Answer {
  try {
    return JSON.parse(text) as Answer
  } catch (error) {
    // Whatever stands between here and AWS answers with pages of its own.
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
