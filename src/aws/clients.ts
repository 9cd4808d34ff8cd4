import type {APIGatewayClient, APIGatewayClientConfig} from '@aws-sdk/client-api-gateway'
import type {ApiGatewayV2Client} from '@aws-sdk/client-apigatewayv2'
import type {CloudWatchClient} from '@aws-sdk/client-cloudwatch'
import type {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs'
import type {LambdaClient} from '@aws-sdk/client-lambda'
import {toApigwError} from './errors.js'
import {RateLimiter} from './rate-limiter.js'
import type {Time, Wait} from './rate-limiter.js'

/** Where API Gateway is. What is absent comes from the standard AWS environment and files. */
export type AwsTarget = {
  region?: string
  /** URL in place of AWS's own; one on this machine is not paced. */
  endpoint?: string
  profile?: string
  credentials?: {accessKeyId: string; secretAccessKey: string; sessionToken?: string}
}

export type ClientOptions = {
  time: Time
  /** Ends waiting for a turn; calls under way are always finished. */
  signal?: AbortSignal
  onWait?: (wait: Wait) => void
  /** Replaces the SDK's HTTP handler: tests answer here, at the wire. */
  requestHandler?: NonNullable<APIGatewayClientConfig['requestHandler']>
  /** URL in place of AWS WAF's own. */
  wafEndpoint?: string | undefined
  /** URL in place of that of Route 53. */
  route53Endpoint?: string | undefined
  /** How long AWS may say nothing before a call has failed. Default: two minutes, because large imports take one. */
  silenceMs?: number
}

/** The SDK clients of one account and region behind one limiter; each is loaded when first asked for. */
export type Clients = {
  limiter: RateLimiter
  /** Whether API Gateway is AWS's own, without an endpoint in its place. */
  isAws: boolean
  route53Endpoint: string | undefined
  /** Rejects with AWS_REGION_MISSING when neither the target nor the AWS configuration names one. */
  region: () => Promise<string>
  rest: () => Promise<APIGatewayClient>
  http: () => Promise<ApiGatewayV2Client>
  lambda: () => Promise<LambdaClient>
  cloudwatch: () => Promise<CloudWatchClient>
  logs: () => Promise<CloudWatchLogsClient>
  /** AWS WAF has no client: its calls are signed here. Undefined means AWS's own. */
  wafEndpoint: string | undefined
}

/** Clients for one target. Makes no call and reads no file before it is used. */
export function createClients(target: AwsTarget, options: ClientOptions): Clients {
  const limiter = new RateLimiter({...options, pacing: isThisMachine(target.endpoint) ? 'none' : 'aws'})
  const config = clientConfig(target, options)
  const described = target.endpoint ?? target.region ?? 'default region'
  const shared = {target: described, profile: target.profile, limiter}
  const rest = once(async () => {
    const {restClient} = await import('./rest-client.js')
    return restClient(config, {name: 'apigateway', ...shared})
  })
  const http = once(async () => {
    const {httpClient} = await import('./http-client.js')
    return httpClient(config, {name: 'apigatewayv2', ...shared})
  })
  const lambda = once(async () => {
    const {lambdaClient} = await import('./lambda-client.js')
    return lambdaClient(config, {name: 'lambda', ...shared})
  })
  const cloudwatch = once(async () => {
    const {cloudwatchClient} = await import('./cloudwatch-client.js')
    return cloudwatchClient(config, {name: 'cloudwatch', ...shared})
  })
  const logs = once(async () => {
    const {logsClient} = await import('./logs-client.js')
    return logsClient(config, {name: 'logs', ...shared})
  })
  return {
    limiter,
    isAws: target.endpoint === undefined,
    route53Endpoint: options.route53Endpoint,
    rest,
    http,
    lambda,
    cloudwatch,
    logs,
    wafEndpoint: options.wafEndpoint,
    region: async () => target.region ?? regionOf(await rest(), described),
  }
}

async function regionOf(client: APIGatewayClient, described: string): Promise<string> {
  try {
    return await client.config.region()
  } catch (error) {
    throw toApigwError(error, {service: 'apigateway', operation: 'Finding the region', target: described})
  }
}

/** The limiter is the only one that repeats. The SDK's handler warns about a silent service unless it is told to throw. */
function clientConfig(target: AwsTarget, {requestHandler, silenceMs = 120_000}: ClientOptions) {
  const timeouts = {requestTimeout: silenceMs, throwOnRequestTimeout: true, socketTimeout: silenceMs}
  return {...target, maxAttempts: 1, requestHandler: requestHandler ?? {connectionTimeout: 5_000, ...timeouts}}
}

function isThisMachine(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false
  const {hostname} = new URL(endpoint)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname)
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}
