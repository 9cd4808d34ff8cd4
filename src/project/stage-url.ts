import type {LiveApi} from '../model/live-api.js'

/** Where the stages of an API are called. `gatewayUrl` is set for the local gateway. */
export type StageAddress = {
  kind: LiveApi['kind']
  apiId: string
  stageName: string
  region: string
  gatewayUrl?: string
}

/**
 * Base URL of a stage, without a slash at the end; `wss:` or `ws:` for a WebSocket API. The stage $default of an HTTP API has no path of its own.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
export function stageUrl({kind, apiId, stageName, region, gatewayUrl}: StageAddress): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const host =
    gatewayUrl === undefined ? `https://${apiId}.execute-api.${region}.${suffix}` : `${gatewayUrl}/execute-api/${apiId}`
  const url = stageName === '$default' ? host : `${host}/${stageName}`
  return kind === 'websocket' ? url.replace(/^http/, 'ws') : url
}
