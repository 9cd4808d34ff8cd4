import type {GatewayStatus} from '../model/gateway-admin.js'
import {renderMoment} from './moment.js'

/** A running gateway in a few lines. Pure. */
export function renderGatewayStatus(status: GatewayStatus): string {
  const {url, httpsUrl, authorityFile, pid, version, startedAt, stateDirectory} = status
  const {auth, limits, clockOffsetMs, restApis, httpApis, functions} = status
  const lines = [
    ['address', url],
    ...(httpsUrl === undefined ? [] : [['https', httpsUrl]]),
    ...(authorityFile === undefined ? [] : [['trust', authorityFile]]),
    ['process', `${pid}, apigw ${version}, since ${renderMoment(startedAt)}`],
    ['state', stateDirectory ?? 'in memory only'],
    ['holds', `${restApis} REST, ${httpApis} HTTP APIs, ${functions} functions`],
    ...(auth === 'signed' ? [] : [['auth', 'none: calls need no signature, and none is verified']]),
    ...(limits === 'none' ? [] : [['limits', "AWS's rates and quotas hold"]]),
    ...(clockOffsetMs === 0 ? [] : [['clock', `${Math.round(clockOffsetMs / 1000)} s ahead`]]),
  ]
  return lines.map(([label = '', text = '']) => `${label.padEnd(8)} ${text}`).join('\n')
}
