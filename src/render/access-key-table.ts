import type {GatewayAccessKeySummary} from '../model/gateway-admin.js'
import {renderMoment} from './moment.js'
import type {Table} from './table.js'

/** Registered keys, without their secrets. Pure. */
export function accessKeyTable(keys: readonly GatewayAccessKeySummary[]): Table {
  return {
    headings: ['access key', 'principal', 'policy', 'expires'],
    rows: keys.map(({accessKeyId, principalArn, policy = '', expiresAtMs}) => [
      accessKeyId,
      principalArn,
      policy,
      renderMoment(expiresAtMs),
    ]),
    empty: 'No key is registered: signatures are accepted unread on the control plane, and refused by AWS_IAM routes.',
  }
}
