import type {HeaderCondition, RoutingRule} from '../aws/read/routing-rules.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {JsonObject} from '../model/json.js'
import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'
import type {AccountThing} from './account-noun.js'
import {domainInput} from './domain.js'
import type {DomainThing} from './domain.js'
import type {ApiStage} from './plan-stages.js'

/** What a rule shall say; what is undefined stays as it is. An empty path or no headers take the condition away. */
export type RuleWish = {
  to: ApiStage | undefined
  basePath: string | undefined
  headers: readonly HeaderCondition[] | undefined
  stripBasePath: boolean | undefined
}

/** How the calls of version 2 name a domain. */
export function ruleDomain(found: AccountThing): {DomainName: string; DomainNameId?: string} {
  const {domainName, domainNameId} = domainInput(found)
  return {DomainName: domainName, ...(domainNameId !== undefined && {DomainNameId: domainNameId})}
}

/**
 * The calls that make a rule. A domain that takes no rules yet is told to try them first and its mappings then, which
 * changes nothing for what is mapped. Throws RESOURCE_EXISTS for a priority that is taken. Pure.
 */
export function createRuleCalls(
  found: AccountThing,
  rules: readonly RoutingRule[],
  priority: number,
  wish: RuleWish & {to: ApiStage},
): Call[] {
  const taken = rules.find((rule) => rule.priority === priority)
  if (taken !== undefined) throw isTaken(found, taken)
  const input = {...ruleDomain(found), Priority: priority, ...ruleMembers({...wish.to, ...fromWish(wish)})}
  return [...modeCalls(found), ruleCall(found, priority, 'CreateRoutingRule', input)]
}

/** The call that changes a rule; none when it says so already. Throws NAME_NOT_FOUND. Pure. */
export function updateRuleCalls(
  found: AccountThing,
  rules: readonly RoutingRule[],
  priority: number,
  {to, ...wish}: RuleWish,
): Call[] {
  const before = findRule(found, rules, priority)
  const after = ruleMembers({...before, ...to, ...fromWish({...wish}, before)})
  if (JSON.stringify(after) === JSON.stringify(ruleMembers(before))) return []
  const place = {...ruleDomain(found), RoutingRuleId: before.routingRuleId, Priority: priority}
  return [ruleCall(found, priority, 'PutRoutingRule', {...place, ...after})]
}

/** The call that deletes a rule. Throws NAME_NOT_FOUND. Pure. */
export function deleteRuleCalls(found: AccountThing, rules: readonly RoutingRule[], priority: number): Call[] {
  const {routingRuleId} = findRule(found, rules, priority)
  return [ruleCall(found, priority, 'DeleteRoutingRule', {...ruleDomain(found), RoutingRuleId: routingRuleId})]
}

type RuleContent = Pick<RoutingRule, 'apiId' | 'stage' | 'headers' | 'stripBasePath'> & {basePath: string}

function fromWish(
  {basePath, headers, stripBasePath}: Omit<RuleWish, 'to'>,
  before?: RoutingRule,
): Omit<RuleContent, 'apiId' | 'stage'> {
  return {
    basePath: basePath ?? before?.basePath ?? '',
    headers: headers ?? before?.headers ?? [],
    stripBasePath: stripBasePath ?? before?.stripBasePath ?? false,
  }
}

/** Each condition of its own has to hold. */
function ruleMembers({
  apiId,
  stage,
  headers,
  basePath = '',
  stripBasePath,
}: Omit<RuleContent, 'basePath'> & {basePath?: string}): JsonObject {
  // prettier-ignore
  return {
    Conditions: [
      ...(basePath === '' ? [] : [{MatchBasePaths: {AnyOf: [basePath]}}]),
      ...headers.map(({name: Header, value: ValueGlob}) => ({MatchHeaders: {AnyOf: [{Header, ValueGlob}]}})),
    ],
    Actions: [{InvokeApi: {ApiId: apiId, Stage: stage, StripBasePath: stripBasePath}}],
  }
}

/** Source: docs/aws-facts.md "Control plane", custom domains: in this mode no rule can be made. */
function modeCalls(found: AccountThing): Call[] {
  const {routingMode} = found.thing as DomainThing
  if (routingMode !== undefined && routingMode !== 'BASE_PATH_MAPPING_ONLY') return []
  const patchOperations = [{op: 'replace', path: '/routingMode', value: 'ROUTING_RULE_THEN_BASE_PATH_MAPPING'}]
  return [callOf(`domainName/${found.name}`, 'UpdateDomainName', {...domainInput(found), patchOperations})]
}

function ruleCall({name}: AccountThing, priority: number, operation: string, input: JsonObject): Call {
  return callOf(`domainName/${name}/routingRule/${priority}`, operation, input, {service: 'http'})
}

function findRule({name}: AccountThing, rules: readonly RoutingRule[], priority: number): RoutingRule {
  const found = rules.find((rule) => rule.priority === priority)
  if (found !== undefined) return found
  throw new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `The domain ${name} has no routing rule of priority ${priority}.`,
    why: rules.length === 0 ? 'It has no rules.' : `It has those of ${rules.map((rule) => rule.priority).join(', ')}.`,
    fix: `Run "apigw domain rule list ${name}".`,
  })
}

function isTaken({name}: AccountThing, {priority, apiId, stage}: RoutingRule): ApigwError {
  return new ApigwError({
    code: 'RESOURCE_EXISTS',
    exit: 'failure',
    what: `The domain ${name} has a routing rule of priority ${priority} already; nothing was changed.`,
    why: `It leads to ${apiId}:${stage}, and AWS takes one rule of each priority.`,
    fix: `Take another priority, or change it: apigw domain rule update ${name} ${priority}`,
  })
}
