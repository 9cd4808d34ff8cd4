import type {GatewayInvocation} from '../model/gateway-admin.js'
import type {ServiceCredentials} from './data/services/sign-request.js'

/** How a gateway is to run. */
export type GatewayOptions = {
  /** 0 picks a free one. */
  port: number
  host?: '127.0.0.1'
  /** Absent: the state lives in memory only. */
  stateDirectory?: string
  /** Takes the directory only to be found there, and keeps nothing in it. */
  isEphemeral?: boolean
  /** `none` lets control-plane calls without a signature in. Default `signed`. */
  auth?: 'signed' | 'none'
  /**
   * `aws` answers control-plane calls with 429 as AWS's rates and quotas would, and requests to APIs beyond the limits of
   * their account. Default `none`.
   */
  limits?: 'none' | 'aws'
  /** Answers HTTPS on the same port, with certificates of an authority of its own. Default: HTTP only. */
  tls?: boolean
  /** `header` takes x-apigw-source-vpce for a VPC endpoint, by which private APIs are reached. Default `none`. */
  vpcEndpoints?: 'none' | 'header'
  /**
   * Where calls to AWS services go. Default: the addresses of this process's environment (AWS_ENDPOINT_URL_…) and never
   * AWS itself.
   */
  services?: ServiceOptions
  /** Shown in gateway.json and by status. */
  version: string
  /** `always` keeps the trace of every request; default: of those that ask for it, and while somebody follows. */
  recording?: 'asked' | 'always'
  /** One call per answered request of a deployed API; must not throw. */
  onInvocation?: (invocation: GatewayInvocation) => void
  /** One call per line that a function prints; must not throw. */
  onFunctionLog?: (line: {functionName: string; requestId: string; line: string}) => void
  /** Errors that are our own defects. Default: their stack on stderr. */
  onDefect?: (error: unknown, where: string) => void
}

export type ServiceOptions = {
  environment?: Readonly<Record<string, string | undefined>>
  /** The user's own keys: given only when calls to AWS are allowed. */
  awsCredentials?: () => Promise<ServiceCredentials>
}
