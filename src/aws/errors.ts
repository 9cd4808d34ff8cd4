import {ApigwError} from '../errors/apigw-error.js'
import type {Exit} from '../errors/exit-codes.js'
import {credentialRules} from './credential-rules.js'

/** What was asked of AWS: `GetRestApi` of `apigateway`; `target` is a region or an endpoint URL, for the message. */
export type AwsRequest = {service: string; operation: string; target: string; profile?: string | undefined}

/**
 * How a failed call can be treated: `throttled` was not carried out and may be repeated by everyone; `uncertain` may
 * have been carried out, so only calls that can be made twice are repeated; `final` will fail again.
 */
export type Failure = 'throttled' | 'uncertain' | 'final'

type Rule = {
  code: string
  exit: Exit
  matches: (failure: SdkFailure & {profile: string | undefined}) => boolean
  fix: (request: AwsRequest) => string
}
type SdkFailure = {name: string; message: string; status: number | undefined; cause: string; retryAfterMs: number}

const throttlingNames = /^(TooManyRequests|Throttling|ThrottledRequest|RequestLimitExceeded|RequestThrottled|SlowDown)/
const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/
const brokenOff = /^(ECONNRESET|EPIPE|ETIMEDOUT|TimeoutError|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_)/

/** First match wins. Error names: the service models and the errors common to all AWS services. */
const rules: readonly Rule[] = [
  ...credentialRules.map(({fix, ...rule}) => ({...rule, fix: () => fix})),
  {
    code: 'AWS_REGION_MISSING',
    exit: 'usage',
    matches: ({message}) => message === 'Region is missing',
    fix: () => 'Pass --region, or set region in the stage of apigw.yaml or AWS_REGION.',
  },
  {
    code: 'AWS_ANSWER_UNREADABLE',
    exit: 'failure',
    matches: isUnreadable,
    fix: ({target}) =>
      `See what answers at ${target}: a proxy, a login page of the network, or an --endpoint that is something else.`,
  },
  {
    code: 'AWS_THROTTLED',
    exit: 'failure',
    matches: isThrottled,
    fix: () => "Other callers use up the account's limit of 10 calls a second. Wait a minute and run the same command.",
  },
  {
    code: 'AWS_LIMIT_EXCEEDED',
    exit: 'failure',
    matches: ({name, status}) => /^LimitExceeded/.test(name) || status === 429,
    fix: () => 'Ask for a higher quota in Service Quotas, or delete what is not used any more.',
  },
  {
    code: 'AWS_ACCESS_DENIED',
    exit: 'denied',
    matches: ({name, status}) =>
      /^(AccessDenied|Unauthorized|Forbidden)/.test(name) || status === 401 || status === 403,
    fix: ({service, operation}) =>
      `Ask for permission to call ${operation} (${
        service.startsWith('apigateway')
          ? 'IAM actions apigateway:GET, POST, PUT, PATCH, DELETE'
          : `IAM action ${service}:${operation}`
      }).`,
  },
  {
    code: 'AWS_NOT_FOUND',
    exit: 'failure',
    matches: ({name, status}) => /^(Resource)?NotFound/.test(name) || status === 404,
    fix: () => 'Check the id and the region; "apigw api list" shows what exists.',
  },
  {
    code: 'AWS_CONFLICT',
    exit: 'failure',
    matches: ({name, status}) => /^(Resource)?Conflict/.test(name) || status === 409,
    fix: () => 'Someone else may be changing the same API. Run the same command again: it continues from what exists.',
  },
  {
    code: 'AWS_NOT_IMPLEMENTED',
    exit: 'failure',
    matches: ({name, status}) => /^(NotImplemented|UnknownOperation)/.test(name) || status === 501,
    fix: ({target}) => `The service at ${target} does not offer this operation.`,
  },
  {
    code: 'AWS_BAD_REQUEST',
    exit: 'failure',
    matches: ({status}) => status !== undefined && status >= 400 && status < 500,
    fix: () => 'Correct the named value in the definition or in apigw.yaml, and run the same command again.',
  },
  {
    code: 'AWS_UNAVAILABLE',
    exit: 'failure',
    matches: ({status}) => status !== undefined && status >= 500,
    fix: () =>
      'AWS had a fault that repeating did not cure. Run the same command again: it continues from what exists.',
  },
  {
    code: 'AWS_NETWORK',
    exit: 'failure',
    matches: ({name, cause, message}) => [name, cause].some(isNetwork) || /socket hang up/.test(message),
    fix: ({target}) =>
      `Check that ${target} can be reached from here (proxy, VPN, --endpoint), then run the command again.`,
  },
]

/**
 * An error of the SDK as ApigwError, with the SDK's as cause; what the table does not know is our defect and is
 * returned as it came. Messages are AWS's own words.
 */
export function toApigwError(error: unknown, request: AwsRequest): unknown {
  if (error instanceof ApigwError || !(error instanceof Error)) return error
  const failure = sdkFailure(error)
  const rule = rules.find(({matches}) => matches({...failure, profile: request.profile}))
  if (rule === undefined) return error
  return new ApigwError(
    {
      code: rule.code,
      exit: rule.exit,
      what: `${request.operation} (${request.service}, ${request.target}) failed.`,
      why: sentence(reasonOf(failure)),
      fix: rule.fix(request),
    },
    {cause: error},
  )
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return 'final'
  const failure = sdkFailure(error)
  // A 503 of a proxy on the way says nothing about what AWS did with the call.
  if (isThrottled(failure) || (failure.status === 503 && /^ServiceUnavailable/.test(failure.name))) return 'throttled'
  if (failure.status !== undefined && failure.status >= 500 && failure.status !== 501) return 'uncertain'
  if (isUnreadable(failure)) return 'uncertain'
  const broken = brokenOff.test(failure.name) || brokenOff.test(failure.cause) || /socket hang up/.test(failure.message)
  return broken ? 'uncertain' : 'final'
}

/** Milliseconds AWS asks to wait (`Retry-After`), 0 when it does not say. */
export function retryAfterMs(error: unknown): number {
  return error instanceof Error ? sdkFailure(error).retryAfterMs : 0
}

/** True for an answer that the thing does not exist, however deep it is wrapped. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApigwError && error.code === 'AWS_NOT_FOUND'
}

/** AWS answers 409 when two writes meet; only the text tells it from a name that is taken. Source: recorded answers. */
function isThrottled({name, message, status}: SdkFailure): boolean {
  if (throttlingNames.test(name)) return true
  return status === 409 && /concurrent modification/i.test(message)
}

/** An answer that AWS does not give: no HTTP, a redirect, a page, or JSON that ends early. It may hide one that it gave. */
function isUnreadable({name, status, cause}: SdkFailure): boolean {
  if (/^HPE_/.test(cause)) return true
  if (status === undefined || isNetwork(cause)) return false
  return status < 400 || (status < 500 && name === 'SyntaxError')
}

/** The SDK adds a hint for its own users, and calls an answer without a message by a name that says nothing. */
function reasonOf({name, message, status}: SdkFailure): string {
  const [own = ''] = message.split('\n  Deserialization error:')
  if (own === 'UnknownError') return `The answer has status ${status ?? '-'} and no message`
  return own === '' ? name : own.replace(/^@smithy\S* - \[ERROR\] a request/, 'The call')
}

function isNetwork(text: string): boolean {
  return unreachable.test(text) || brokenOff.test(text)
}

function sdkFailure(error: Error): SdkFailure {
  const {$metadata, code, $response, retryAfterSeconds} = error as Error & {
    $metadata?: {httpStatusCode?: number}
    code?: unknown
    $response?: {headers?: Record<string, string>}
    retryAfterSeconds?: unknown
  }
  const seconds = Number(retryAfterSeconds ?? $response?.headers?.['retry-after'] ?? 0)
  return {
    name: error.name,
    message: error.message,
    status: $metadata?.httpStatusCode,
    cause: typeof code === 'string' ? code : error.cause instanceof Error ? sdkFailure(error.cause).cause : '',
    retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0,
  }
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
