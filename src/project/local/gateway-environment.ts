import type {OperationCoverage} from '../../model/gateway-admin.js'

/** Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
const variables: Readonly<Record<string, string>> = {
  apigateway: 'AWS_ENDPOINT_URL_API_GATEWAY',
  apigatewayv2: 'AWS_ENDPOINT_URL_APIGATEWAYV2',
  cloudwatch: 'AWS_ENDPOINT_URL_CLOUDWATCH',
  lambda: 'AWS_ENDPOINT_URL_LAMBDA',
  logs: 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
  sts: 'AWS_ENDPOINT_URL_STS',
}

/** `authorityFile` is behind the certificate of an https URL. */
export type GatewayAddress = {
  url: string
  authorityFile?: string | undefined
  accountId: string
  region: string
  operations: readonly OperationCoverage[]
}

/**
 * Environment by which AWS's own tools (CLI, SDKs, Terraform) reach the local gateway. Pure.
 *
 * Only services of which the gateway does something are redirected. The access key is the gateway's account; no secret
 * is checked.
 */
export function gatewayEnvironment(address: GatewayAddress): Record<string, string> {
  const {url, authorityFile, accountId, region, operations} = address
  const served = new Set(operations.filter(({state}) => state !== 'notImplemented').map(({service}) => service))
  const endpoints = Object.entries(variables).filter(([service]) => served.has(service))
  return {
    ...Object.fromEntries(endpoints.map(([, name]) => [name, url])),
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...(authorityFile !== undefined && {AWS_CA_BUNDLE: authorityFile, NODE_EXTRA_CA_CERTS: authorityFile}),
  }
}
