import type {Clients} from './clients.js'
import {jsonCall, serviceUrl} from './json-call.js'
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

type Answer = {Events?: TrailEvent[]; NextToken?: string}

/**
 * Calls to API Gateway that CloudTrail has kept (90 days), newest first, page by page.
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
  const url = query.endpoint ?? serviceUrl('cloudtrail', region)
  yield* pagesOf(async (token) => {
    const page = await jsonCall<Answer>(clients, {
      ...{service: 'cloudtrail', operation: 'LookupEvents', url, region},
      target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
      input: {...input, ...(token !== undefined && {NextToken: token})},
    })
    return {items: page.Events, next: page.NextToken}
  })
}
