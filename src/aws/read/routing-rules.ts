import {ListRoutingRulesCommand} from '@aws-sdk/client-apigatewayv2'
import type * as sdk from '@aws-sdk/client-apigatewayv2'
import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/** `value` may begin or end with a * for anything. A rule may have two for one header. */
export type HeaderCondition = {name: string; value: string}

/** One rule of a custom domain. Its priority is unique and what people know it by: the lowest that applies is taken. */
export type RoutingRule = {
  priority: number
  /** What headers have to say; all of it has to fit. */
  headers: readonly HeaderCondition[]
  /** First parts of the path, without slashes around them; absent for any. */
  basePath?: string
  apiId: string
  stage: string
  stripBasePath: boolean
  routingRuleId: string
}

/** All rules of a domain, by priority. `DomainNameId` names a private domain. */
export async function readRoutingRules(
  clients: Clients,
  domain: {DomainName: string; DomainNameId?: string},
): Promise<RoutingRule[]> {
  const client = await clients.http()
  const rules = await paginate(async (token) => {
    const page = await client.send(new ListRoutingRulesCommand({...domain, MaxResults: 100, NextToken: token}))
    return {items: page.RoutingRules, next: page.NextToken}
  })
  return rules.map(toRule).sort((one, other) => one.priority - other.priority)
}

function toRule({RoutingRuleId = '', Priority = 0, Conditions = [], Actions = []}: sdk.RoutingRule): RoutingRule {
  const {ApiId = '', Stage = '', StripBasePath = false} = Actions[0]?.InvokeApi ?? {}
  const headers = Conditions.flatMap(({MatchHeaders}) => MatchHeaders?.AnyOf ?? [])
  return present({
    priority: Priority,
    headers: headers.map(({Header = '', ValueGlob = ''}) => ({name: Header, value: ValueGlob})),
    basePath: Conditions.flatMap(({MatchBasePaths}) => MatchBasePaths?.AnyOf ?? [])[0],
    apiId: ApiId,
    stage: Stage,
    stripBasePath: StripBasePath,
    routingRuleId: RoutingRuleId,
  })
}
