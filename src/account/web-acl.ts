import {ApigwError} from '../errors/apigw-error.js'
import type {Call} from '../plan/call.js'
import {apiGatewayArn} from '../plan/calls/tags.js'
import {callOf} from './account-call.js'

/** A stage of a REST API, with the ARN of the web ACL that its requests pass first, if there is one. */
export type ProtectedStage = {restApiId: string; stageName: string; region: string; webAclArn: string | undefined}

/** The call that puts a web ACL before a stage; none when it is there. Throws VALUE_INVALID. Pure. */
export function associateCalls(stage: ProtectedStage, webAclArn: string): Call[] {
  requireWebAcl(webAclArn, stage.region)
  if (stage.webAclArn === webAclArn) return []
  return [wafCall(stage, 'AssociateWebACL', {WebACLArn: webAclArn, ResourceArn: stageArn(stage)})]
}

/** The call that takes it away; none when there is none. Pure. */
export function disassociateCalls(stage: ProtectedStage): Call[] {
  return stage.webAclArn === undefined ? [] : [wafCall(stage, 'DisassociateWebACL', {ResourceArn: stageArn(stage)})]
}

/** Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html (ResourceArn, WebACLArn). */
function requireWebAcl(arn: string, region: string): void {
  const [, own = ''] = /^arn:aws[\w-]*:wafv2:([\w-]+):\d{12}:regional\/webacl\/[\w-]+\/[\w-]+$/.exec(arn) ?? []
  if (own === region) return
  throw new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `${arn} cannot stand before a stage in ${region}.`,
    why:
      own === ''
        ? 'A stage takes a regional web ACL of AWS WAF, whatever the endpoint of its API; those of CloudFront are global.'
        : `The web ACL is one of ${own}.`,
    fix: `Run "aws wafv2 list-web-acls --scope REGIONAL --region ${region}" to see which there are.`,
  })
}

function stageArn({restApiId, stageName, region}: ProtectedStage): string {
  return apiGatewayArn(region, `restapis/${restApiId}/stages/${stageName}`)
}

function wafCall({restApiId, stageName}: ProtectedStage, operation: string, input: Call['input']): Call {
  return callOf(`restApi/${restApiId}/stage/${stageName}`, operation, input, {service: 'wafv2'})
}
