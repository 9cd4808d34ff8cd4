import {BackendError} from '../ports.js'
import type {BackendResponse, Ports, ServiceRequest} from '../ports.js'
import {serviceEndpoint} from './service-endpoint.js'
import type {ServiceAccess, ServiceEndpoint} from './service-endpoint.js'
import {serviceFacts} from './service-facts.js'
import {signRequest} from './sign-request.js'
import type {ServiceCredentials} from './sign-request.js'

export type ServiceCallerOptions = {
  access: ServiceAccess
  callBackend: Ports['callBackend']
  /** Epoch milliseconds by the machine's clock: services refuse signatures of another time. */
  nowMs: () => number
  /** The user's own keys, for calls to AWS; absent where AWS may not be called. */
  awsCredentials?: () => Promise<ServiceCredentials>
  /** The secret of an access key that callers of this gateway sign with; undefined for a key it does not know. */
  secretOf?: (accessKeyId: string) => ServiceCredentials | undefined
}

/** What an integration's credentials say instead of a role: sign with the keys of whoever calls the API. */
const callerCredentials = /^arn:[\w-]+:iam::\*:user\/\*$/

/**
 * Makes `Ports.callService`: signed calls to the services behind integrations.
 *
 * Role ARNs are not assumed: their trust policies let API Gateway in and not you. Stand-ins are called with the keys of
 * the environment or, without those, with the account as key and `local` as secret, as `apigw local env` prints them;
 * AWS with your own keys.
 */
export function createServiceCaller(options: ServiceCallerOptions): Ports['callService'] {
  return async (request) => {
    const endpoint = serviceEndpoint(options.access, request)
    const credentials = await credentialsFor(request, endpoint, options)
    return send(request, endpoint, credentials, options)
  }
}

async function credentialsFor(
  {credentials, caller, accountId}: ServiceRequest,
  {onAws}: ServiceEndpoint,
  options: ServiceCallerOptions,
): Promise<ServiceCredentials> {
  if (callerCredentials.test(credentials)) return callerKeys(caller, options)
  const own = environmentCredentials(options.access.environment)
  if (!onAws) return own ?? {accessKeyId: accountId, secretAccessKey: 'local'}
  if (options.awsCredentials === undefined) throw new BackendError('not-allowed', 'There are no credentials for AWS.')
  try {
    return await options.awsCredentials()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new BackendError('not-allowed', `There are no credentials for AWS: ${message}`, {cause: error})
  }
}

function callerKeys(caller: string | undefined, {access, secretOf}: ServiceCallerOptions): ServiceCredentials {
  const own = environmentCredentials(access.environment)
  const known =
    caller === undefined ? undefined : (secretOf?.(caller) ?? (own?.accessKeyId === caller ? own : undefined))
  if (known !== undefined) return known
  throw new BackendError(
    'not-allowed',
    caller === undefined
      ? "The integration signs with the caller's credentials, and this caller has signed nothing: its method needs AWS_IAM."
      : `The integration signs with the caller's credentials, and the local gateway does not know the secret of ${caller}.`,
  )
}

function environmentCredentials(environment: ServiceAccess['environment']): ServiceCredentials | undefined {
  const {AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN} = environment
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  const keys = {accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY}
  return AWS_SESSION_TOKEN ? {...keys, sessionToken: AWS_SESSION_TOKEN} : keys
}

async function send(
  request: ServiceRequest,
  {url}: ServiceEndpoint,
  credentials: ServiceCredentials,
  {callBackend, nowMs}: ServiceCallerOptions,
): Promise<BackendResponse> {
  const {method, body, timeoutMs, client, service, subdomain, region} = request
  const target = `${url.pathname.replace(/\/$/, '')}${request.target}`
  const {signingName} = serviceFacts(service, subdomain)
  const headers = await signRequest(
    {method, url, target, headers: request.headers, body},
    {credentials, signingName, region, nowMs: nowMs()},
  )
  const origin = new URL(url.origin)
  return callBackend({method, url: origin, target, headers, body, timeoutMs, insecureSkipVerification: false, client})
}
