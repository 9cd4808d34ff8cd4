import type {ServiceRequest} from '../ports.js'
import {renderUri} from '../rest/uri-template.js'
import type {CompiledHttpIntegration} from './compiled-http-api.js'
import type {Caller} from './http-context.js'
import {HttpRefusal} from './http-refusal.js'
import {requestView} from './request-view.js'
import type {Selected} from './select-route.js'
import type {SubtypeCall} from './service-subtype.js'
import {evaluateExpression} from './value-expression.js'
import type {ValueView} from './value-expression.js'

type SubtypeIntegration = Extract<CompiledHttpIntegration, {type: 'service'}>
type Parameter = SubtypeIntegration['parameters'][number]

/** The signed call of a route to an AWS service: its parameters are read from the request. */
export function subtypeRequest(selected: Selected, integration: SubtypeIntegration, caller: Caller): ServiceRequest {
  const {request, deployment} = selected
  const call = subtypeCall(integration, requestView(selected, caller))
  const {region: ownRegion, accountId} = deployment.api
  const region = call.region ?? ownRegion
  return {
    ...call,
    subdomain: undefined,
    region,
    partition: partitionOf(region),
    body: Buffer.from(call.body),
    credentials: renderUri(integration.credentials, deployment.variables, () => undefined),
    // Routes cannot pass their caller's keys on: credentialsArn is always a role.
    caller: undefined,
    accountId,
    timeoutMs: integration.timeoutMs,
    client: request.incoming,
  }
}

function subtypeCall({subtype, parameters}: SubtypeIntegration, view: ValueView): SubtypeCall {
  const values: Record<string, unknown> = {}
  let region: string | undefined
  for (const parameter of parameters) {
    const text = evaluateExpression(parameter.value, view)
    if (text === undefined && Object.hasOwn(subtype.required, parameter.name)) throw missingValue(parameter)
    if (text === undefined) continue
    if (parameter.name === 'Region') region = text
    else values[parameter.name] = valueOf(text, parameter)
  }
  return {...subtype.toCall(values), region}
}

function valueOf(text: string, {name, kind}: Parameter): unknown {
  if (kind === 'text') return text
  if (kind === 'list' && !text.trimStart().startsWith('[')) return text.split(',').map((entry) => entry.trim())
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new HttpRefusal('BAD_REQUEST', `The value of ${name} is no JSON: ${text.slice(0, 100)}`, {cause: error})
  }
}

/** AWS's words, as users report them of $context.integrationErrorMessage; the status is theirs too. */
function missingValue({name, source}: Parameter): HttpRefusal {
  return new HttpRefusal(
    'BAD_REQUEST',
    `Unable to resolve property ${name} from source ${source}. Please make sure that the request to API Gateway contains all the necessary fields specified in request parameters.`,
  )
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
