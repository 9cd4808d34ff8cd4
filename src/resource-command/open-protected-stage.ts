import type {ProtectedStage} from '../account/web-acl.js'
import type {Clients} from '../aws/clients.js'
import {readStages} from '../aws/read/stages.js'
import {readStageWebAcls} from '../aws/read/web-acls.js'
import {ApigwError} from '../errors/apigw-error.js'
import {chooseStage} from '../project/observe/observed-stage.js'
import type {Watching} from '../project/observe/observed-stage.js'
import {chooseRestApi} from './choose-rest-api.js'

/** What else protects APIs that no web ACL can stand before. */
export const withoutWebAcl = {
  part: 'web ACL',
  fix: 'Let clients come through CloudFront, with a web ACL there, or use a REST API.',
}

/**
 * The stage that a web ACL is put before or taken from. Throws WAF_NOT_LOCAL: the local gateway applies no web ACL, and
 * one that it seemed to have would be believed in.
 */
export async function openProtectedStage(
  watching: Watching,
  idOrName: string | undefined,
): Promise<{clients: Clients; stage: ProtectedStage; apiName: string}> {
  const {clients, isLocal} = watching
  if (isLocal && clients.wafEndpoint === undefined) throw notLocal()
  const api = await chooseRestApi(idOrName, watching, withoutWebAcl)
  const {stage} = await chooseStage(watching, {api, stages: await readStages(clients, 'rest', api.apiId), idOrName})
  const {stageName} = stage
  const webAcls = await readStageWebAcls(clients, api.apiId)
  const {webAclArn} = webAcls.find((each) => each.stageName === stageName) ?? {}
  const region = await clients.region()
  return {clients, apiName: api.name, stage: {restApiId: api.apiId, stageName, region, webAclArn}}
}

function notLocal(): ApigwError {
  return new ApigwError({
    code: 'WAF_NOT_LOCAL',
    exit: 'refused',
    what: 'There is no AWS WAF on this machine; nothing was changed.',
    why: 'The local gateway applies no web ACL: requests that AWS WAF would stop are let through here.',
    fix: 'Name a stage on AWS, or use --target aws; AWS_ENDPOINT_URL_WAFV2 names a stand-in of AWS WAF.',
  })
}
