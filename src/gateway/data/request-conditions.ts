/** What policies may ask of a request. A request through a VPC endpoint has `vpceId`, and `vpcId` where it is known. */
export type ConditionFacts = {
  sourceIp: string
  /** Epoch milliseconds. */
  nowMs: number
  userAgent: string | null
  referer: string | undefined
  vpceId?: string | undefined
  vpcId?: string | undefined
}

/**
 * Condition keys that need no authentication, in lower case; the gateway counts as called over TLS, as it always is on
 * AWS. Through a VPC endpoint the address is known as aws:VpcSourceIp only.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function requestConditions(facts: ConditionFacts): [key: string, values: readonly string[]][] {
  const {sourceIp, nowMs, userAgent, referer, vpceId, vpcId} = facts
  const values: [string, string | null | undefined][] = [
    [vpceId === undefined ? 'aws:sourceip' : 'aws:vpcsourceip', sourceIp],
    ['aws:sourcevpce', vpceId],
    ['aws:sourcevpc', vpcId],
    ['aws:currenttime', new Date(nowMs).toISOString()],
    ['aws:epochtime', String(Math.floor(nowMs / 1000))],
    ['aws:securetransport', 'true'],
    ['aws:referer', referer],
    ['aws:useragent', userAgent],
  ]
  return values.flatMap(([key, value]) => (value === undefined || value === null ? [] : [[key, [value]]]))
}
