import type {BackendRequest} from '../ports.js'
import type {HttpTarget} from './compiled-api.js'
import {renderUri} from './uri-template.js'

/** The VPC link that a call goes through, with the stage's variables filled in; nothing for a public backend. */
export function vpcLinkOf(
  {vpcLink}: HttpTarget,
  variables: ReadonlyMap<string, string>,
): Pick<BackendRequest, 'vpcLink'> {
  if (vpcLink === undefined) return {}
  const {targetArn} = vpcLink
  const connectionId = renderUri(vpcLink.connectionId, variables, () => undefined)
  return {vpcLink: targetArn === undefined ? {connectionId} : {connectionId, targetArn}}
}
