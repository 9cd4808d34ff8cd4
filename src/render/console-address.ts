import type {GatewayFile} from '../model/gateway-admin.js'

/** Address of the gateway's console page. Browsers never send what follows `#`, so the token stays on this machine. */
export function consoleAddress({url, token}: Pick<GatewayFile, 'url' | 'token'>): string {
  return `${url}/_apigw/#token=${token}`
}
