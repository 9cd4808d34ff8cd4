import type {LiveApi} from '../../src/model/live-api.js'
import type {Call} from '../../src/plan/call.js'
import type {Change} from '../../src/plan/change.js'
import type {CallFacts} from '../../src/plan/calls/call-facts.js'

/** Facts of a plan with these changes. */
export function factsOf(changes: readonly Change[], members: Partial<CallFacts> = {}): CallFacts {
  return {live: undefined, project: 'pets', region: 'eu-west-1', changes, deployment: undefined, ...members}
}

/**
 * A call as one value: operation, input, and the ids by where they go, `resourceId` -> `resource /a`. The id of the
 * API, which nearly every call has, is left out.
 */
export function shown(calls: readonly Call[]): object[] {
  return calls.map(({operation, input, ids, gives}) => {
    const slots = ids
      .filter(({kind}) => kind !== 'api')
      .map(({at, kind, name, text}) => [at.join('.'), [kind, name, ...(text === undefined ? [] : [text])].join(' ')])
    const given = gives.map(({member, kind, name}) => [member, `${kind} ${name}`])
    return {
      operation,
      ...input,
      ...(slots.length > 0 && {ids: Object.fromEntries(slots) as object}),
      ...(given.length > 0 && {gives: Object.fromEntries(given) as object}),
    }
  })
}

/** An HTTP API whose routes have these integrations. */
export function liveHttp(integrations: Readonly<Record<string, string>>): LiveApi {
  const routes = Object.entries(integrations).map(
    ([routeKey, integrationId], index) => [routeKey, {routeId: `route${index}`, integrationId}] as const,
  )
  return {
    kind: 'http',
    apiId: 'abc123',
    api: {
      kind: 'http',
      name: 'pets',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
      routes: {},
      authorizers: {},
      tags: {},
    },
    stages: [],
    ids: {routes: Object.fromEntries(routes), authorizers: {}},
  }
}

/** An empty REST API. */
export const liveRest: LiveApi = {
  kind: 'rest',
  apiId: 'abc123',
  api: {
    kind: 'rest',
    name: 'pets',
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
    resources: ['/'],
    methods: {},
    models: {},
    requestValidators: {},
    authorizers: {},
    gatewayResponses: {},
    documentationParts: [],
    tags: {},
  },
  stages: [],
  ids: {resources: {'/': 'root01'}, authorizers: {}, requestValidators: {}, documentationParts: {}},
}
