/** Where the stages of an API are called. `gatewayUrl` is set for the local gateway. */
export type StageAddress = {apiId: string; stageName: string; region: string; gatewayUrl?: string}

/**
 * Base URL of a stage, without a slash at the end. The stage $default of an HTTP API has no path of its own.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
export function stageUrl({apiId, stageName, region, gatewayUrl}: StageAddress): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const host =
    gatewayUrl === undefined ? `https://${apiId}.execute-api.${region}.${suffix}` : `${gatewayUrl}/execute-api/${apiId}`
  return stageName === '$default' ? host : `${host}/${stageName}`
}
