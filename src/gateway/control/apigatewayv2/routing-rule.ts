import type {DomainNameRecord} from '../../store/rest-account-records.js'
import type {RoutingRuleRecord} from '../../store/v2-records.js'
import {domainKey} from '../apigateway/domain-key.js'
import {existingRestApi} from '../apigateway/find.js'
import {present} from '../apigateway/present.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {listAnswer} from './page.js'

type DomainLabels = {domainName: string; domainNameId?: string}
type RuleLabels = DomainLabels & {routingRuleId: string}
type RuleSettings = Pick<RoutingRuleRecord, 'actions' | 'conditions' | 'priority'>

const maximumRules = 50
const maximumPriority = 1_000_000

function createRoutingRule(
  {domainName, domainNameId, ...input}: DomainLabels & RuleSettings,
  context: OperationContext,
): Members {
  const domain = findDomain(context, present({domainName, domainNameId}))
  if (domain.routingMode === 'BASE_PATH_MAPPING_ONLY') {
    throw badRequest('Routing rules cannot be created while the routing mode of the domain name is API_MAPPING_ONLY')
  }
  if (context.store.list('routingRule', [domainKey(domain)]).length >= maximumRules) {
    throw badRequest(`A domain name can have at most ${maximumRules} routing rules`)
  }
  return put(context, domain, context.newId(6), input)
}

/** Routing rules are for REST APIs; their domain names may be private. */
function findDomain({store, scope}: OperationContext, labels: DomainLabels): Readonly<DomainNameRecord> {
  const record = store.get('domainName', [domainKey(labels)])
  if (record?.accountId === scope.accountId && record.region === scope.region) return record
  throw notFound('The domain name resource specified in the request was not found.')
}

function put(
  context: OperationContext,
  domain: DomainNameRecord,
  routingRuleId: string,
  {actions, conditions, priority}: RuleSettings,
): Members {
  const {accountId, region} = context.scope
  const routingRuleArn = `arn:aws:apigateway:${region}:${accountId}:/domainnames/${domain.domainName}/routingrules/${routingRuleId}`
  const record = {routingRuleId, routingRuleArn, actions: actions.map(withStripping), conditions, priority}
  checkPriority(context, domain, record)
  checkAction(context, record)
  checkConditions(conditions)
  context.store.put('routingRule', [domainKey(domain), routingRuleId], record)
  return record
}

/** AWS reads the member back when it was not sent. */
function withStripping({invokeApi}: RoutingRuleRecord['actions'][number]): RoutingRuleRecord['actions'][number] {
  return {invokeApi: {...invokeApi, stripBasePath: invokeApi.stripBasePath ?? false}}
}

function checkPriority({store}: OperationContext, domain: DomainNameRecord, rule: RoutingRuleRecord): void {
  const {priority, routingRuleId} = rule
  if (!Number.isInteger(priority) || priority < 1 || priority > maximumPriority) {
    throw badRequest(`Priority must be between 1 and ${maximumPriority}`)
  }
  const others = store.list('routingRule', [domainKey(domain)])
  if (others.some((other) => other.priority === priority && other.routingRuleId !== routingRuleId)) {
    throw conflict(`A routing rule with priority ${priority} already exists for this domain name`)
  }
}

function checkAction(context: OperationContext, {actions}: RoutingRuleRecord): void {
  const [action, ...others] = actions
  if (action === undefined || others.length > 0) throw badRequest('A routing rule must have exactly one action')
  const {apiId, stage} = action.invokeApi
  if (existingRestApi(context, apiId) === undefined) throw badRequest('Invalid REST API identifier specified')
  if (context.store.get('stage', [apiId, stage]) === undefined) throw badRequest('Invalid stage identifier specified')
}

/** Headers that no rule may look at. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
const forbiddenHeader =
  /^(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-apigw-api-id|x-forwarded-(for|host|proto)|x-restapi|via)$/i
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

function checkConditions(conditions: RoutingRuleRecord['conditions']): void {
  const headers = conditions.flatMap(({matchHeaders}) => (matchHeaders === undefined ? [] : [matchHeaders.anyOf]))
  const basePaths = conditions.flatMap(({matchBasePaths}) =>
    matchBasePaths === undefined ? [] : [matchBasePaths.anyOf],
  )
  if (headers.length > 2) throw badRequest('A routing rule can have at most two matchHeaders conditions')
  if (basePaths.length > 1) throw badRequest('A routing rule can have at most one matchBasePaths condition')
  if ([...headers, ...basePaths].some(({length}) => length !== 1)) {
    throw badRequest('anyOf of a condition must have exactly one entry')
  }
  for (const entry of headers.flat()) checkHeader(entry)
  for (const path of basePaths.flat()) checkBasePath(path)
}

function checkHeader({header, valueGlob}: {header: string; valueGlob: string}): void {
  if (header.length >= 40 || header.includes('*') || !token.test(header))
    throw badRequest(`Invalid header name specified: ${header}`)
  if (forbiddenHeader.test(header)) throw badRequest(`Header ${header} is not supported in routing rules`)
  const isInfix = valueGlob.length > 1 && valueGlob.startsWith('*') && valueGlob.endsWith('*')
  const hasInnerStar = valueGlob.slice(1, -1).includes('*')
  if (valueGlob.length >= (isInfix ? 40 : 128) || hasInnerStar || !token.test(valueGlob)) {
    throw badRequest(`Invalid header value glob specified: ${valueGlob}`)
  }
}

function checkBasePath(path: string): void {
  if (path.length >= 128 || /^\/|\/$/.test(path) || !/^[A-Za-z0-9$\-_.+!*'()/]+$/.test(path)) {
    throw badRequest(`Invalid base path specified: ${path}`)
  }
}

function getRoutingRule(labels: RuleLabels, context: OperationContext): Members {
  return find(context, labels)
}

function find(context: OperationContext, {routingRuleId, ...labels}: RuleLabels): Readonly<RoutingRuleRecord> {
  const record = context.store.get('routingRule', [domainKey(findDomain(context, labels)), routingRuleId])
  if (record === undefined) throw notFound('The routing rule resource specified in the request was not found.')
  return record
}

/** The one list of version 2 whose page size is a number, and whose items are called after their kind. */
function listRoutingRules(
  {maxResults, nextToken, ...labels}: DomainLabels & {maxResults?: number; nextToken?: string},
  context: OperationContext,
): Members {
  const rules = context.store.list('routingRule', [domainKey(findDomain(context, labels))])
  const page = present({nextToken, maxResults: maxResults === undefined ? undefined : String(maxResults)})
  const {items, ...rest} = listAnswer(rules, page, ({routingRuleId}) => routingRuleId)
  return {...rest, routingRules: items}
}

/** Replaces a rule that is there. */
function putRoutingRule(
  {domainName, domainNameId, routingRuleId, ...input}: RuleLabels & RuleSettings,
  context: OperationContext,
): Members {
  const labels = present({domainName, domainNameId})
  find(context, {...labels, routingRuleId})
  return put(context, findDomain(context, labels), routingRuleId, input)
}

function deleteRoutingRule(labels: RuleLabels, context: OperationContext): Members {
  find(context, labels)
  context.store.delete('routingRule', [domainKey(labels), labels.routingRuleId])
  return {}
}

export const routingRuleOperations: Operations = {
  CreateRoutingRule: operation(createRoutingRule),
  GetRoutingRule: operation(getRoutingRule),
  ListRoutingRules: operation(listRoutingRules),
  PutRoutingRule: operation(putRoutingRule),
  DeleteRoutingRule: operation(deleteRoutingRule),
}
