/** Kinds of APIs, each with a set of metrics of its own. */
export type ApiKind = 'rest' | 'http' | 'websocket'

/** What is counted. Of WebSocket APIs `count` is messages, and `serverErrors` are failed calls of integrations. */
export type CountName =
  'count' | 'connects' | 'clientErrors' | 'serverErrors' | 'integrationErrors' | 'cacheHits' | 'cacheMisses' | 'bytes'

/** What is timed, in milliseconds. */
export type TimeName = 'latency' | 'integrationLatency'

/** Metrics of the namespace AWS/ApiGateway by what they say. */
export type Measures = {
  counts: Readonly<Partial<Record<CountName, string>>>
  times: Readonly<Partial<Record<TimeName, string>>>
}

/**
 * Metrics that each kind of API has. Every request writes 0 or 1 to the counts, so that a sum is a number of requests.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html,
 * http-api-metrics.html and apigateway-websocket-api-logging.html
 */
export const measures: Readonly<Record<ApiKind, Measures>> = {
  rest: {
    counts: {
      count: 'Count',
      clientErrors: '4XXError',
      serverErrors: '5XXError',
      cacheHits: 'CacheHitCount',
      cacheMisses: 'CacheMissCount',
    },
    times: {latency: 'Latency', integrationLatency: 'IntegrationLatency'},
  },
  http: {
    counts: {count: 'Count', clientErrors: '4xx', serverErrors: '5xx', bytes: 'DataProcessed'},
    times: {latency: 'Latency', integrationLatency: 'IntegrationLatency'},
  },
  websocket: {
    counts: {
      count: 'MessageCount',
      connects: 'ConnectCount',
      clientErrors: 'ClientError',
      serverErrors: 'ExecutionError',
      integrationErrors: 'IntegrationError',
    },
    times: {integrationLatency: 'IntegrationLatency'},
  },
}
