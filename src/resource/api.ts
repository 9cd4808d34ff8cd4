import {ApigwError} from '../errors/apigw-error.js'
import type {Api} from '../model/api.js'
import type {CorsConfiguration, HttpApi} from '../model/http-api.js'
import type {JsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {omit} from '../model/omit.js'
import {present} from '../model/present.js'
import type {RestApi} from '../model/rest-api.js'
import {usualApiKeySelection} from '../model/web-socket-api.js'
import {editDefinition, said, withTexts} from './edit-live.js'
import {between, httpUrl} from './fault.js'
import type {FieldTable, Values} from './field.js'
import {route} from './route.js'

/** Settings of an API itself. */
export const apiFields = {
  description: {input: 'text', description: 'what it is for', question: 'What is it for?', wanted: () => true},
  version: {input: 'text', description: 'version of the definition, free text'},
  endpointType: {
    input: 'choice',
    choices: ['regional', 'edge', 'private'],
    description: 'where requests arrive (default: regional)',
    kinds: ['rest'],
  },
  ipAddressType: {input: 'choice', choices: ['ipv4', 'dualstack'], description: 'addresses of the endpoint'},
  defaultEndpoint: {input: 'yesNo', description: 'answer at the execute-api address too, not only at custom domains'},
  apiKeySource: {
    input: 'choice',
    choices: ['header', 'authorizer'],
    description: 'where API keys are: in x-api-key, or given by an authorizer',
    kinds: ['rest'],
  },
  binaryMediaType: {input: 'list', description: 'media type that is passed on as bytes', kinds: ['rest']},
  compressAbove: {
    input: 'number',
    description: 'bytes from which on answers are compressed; -1 switches it off',
    kinds: ['rest'],
    fault: between(-1, 10_485_760),
  },
  routeSelection: {
    input: 'text',
    description: 'what chooses the route of a message (default: $request.body.action)',
    helpValue: 'EXPRESSION',
    kinds: ['websocket'],
  },
  corsOrigin: {input: 'list', description: 'page that browsers may call from, or *', kinds: ['http']},
  corsMethod: {input: 'list', description: 'verb that they may use', kinds: ['http']},
  corsHeader: {input: 'list', description: 'header that they may send', kinds: ['http']},
  corsExpose: {input: 'list', description: 'header that pages may read', kinds: ['http']},
  corsMaxAge: {input: 'number', description: 'seconds that browsers remember this', kinds: ['http'], fault: between(-1, 86_400)}, // prettier-ignore
  corsCredentials: {input: 'yesNo', description: 'let browsers send cookies', kinds: ['http']},
  tag: {input: 'pairs', description: 'tag of the API; an empty value takes it away'},
} as const satisfies FieldTable

/** What `api create` takes besides: a first route that answers everything. */
export const newApiFields = {
  ...apiFields,
  lambda: {
    input: 'function',
    description: 'function that answers every request, on a stage $default',
    kinds: ['http'],
    from: 'functions',
    question: 'Which function answers every request?',
    wanted: ({url}) => url === undefined,
  },
  url: {
    input: 'text',
    description: 'backend that answers every request, on a stage $default',
    kinds: ['http'],
    question: 'Which backend answers every request (URL)?',
    wanted: ({lambda}) => lambda === undefined,
    fault: httpUrl,
  },
} as const satisfies FieldTable

type ApiValues = Values<typeof apiFields>

/** An API without parts, before it exists: it has no id yet. */
export function newApi(kind: Api['kind'], name: string): LiveApi {
  const shared = {apiId: '', stages: [], deployments: []}
  const common = {name, disableExecuteApiEndpoint: false, ipAddressType: 'ipv4', authorizers: {}, tags: {}} as const
  switch (kind) {
    case 'rest': {
      const ids = {resources: {}, authorizers: {}, requestValidators: {}, documentationParts: {}}
      return {...shared, kind, ids, api: {...omit(common, 'ipAddressType'), kind, ...bareRest}}
    }
    case 'http':
      return {...shared, kind, ids: {routes: {}, authorizers: {}}, api: {...common, kind, routes: {}}}
    case 'websocket': {
      const ids = {routes: {}, authorizers: {}, models: {}}
      return {...shared, kind, ids, api: {...common, kind, ...bareWebSocket}}
    }
  }
}

const bareRest = {
  apiKeySource: 'HEADER',
  binaryMediaTypes: [],
  endpointConfiguration: {types: ['REGIONAL'], vpcEndpointIds: [], ipAddressType: 'ipv4'},
  resources: ['/'],
  methods: {},
  models: {},
  requestValidators: {},
  gatewayResponses: {},
  documentationParts: [],
} as const

const bareWebSocket = {
  routeSelectionExpression: '$request.body.action',
  apiKeySelectionExpression: usualApiKeySelection,
  disableSchemaValidation: false,
  routes: {},
  models: {},
} as const

/** A new API with its settings and, for HTTP APIs that say so, a route and a stage that answer at once. */
export function createdApi(kind: Api['kind'], name: string, values: Values<typeof newApiFields>): LiveApi {
  const live = editedApi(newApi(kind, name), values)
  const {lambda, url} = values
  if (lambda === undefined && url === undefined) return live
  const routed = route.put(live, '$default', present({lambda, url}))
  const stage = {kind: 'httpStage', stageName: '$default', autoDeploy: true} as const
  return {...routed, stages: [{stage}]}
}

/** The API with other settings; what is not said stays. */
export function editedApi(live: LiveApi, values: ApiValues & {name?: string}): LiveApi {
  return editDefinition(live, 'settings', {
    rest: (api) => restSettings({...api, ...shared(api, values)}, values),
    http: (api) => httpSettings({...api, ...shared(api, values)}, values),
    websocket: (api) => present({...api, ...shared(api, values), ...endpointOf(api, values), routeSelectionExpression: values.routeSelection ?? api.routeSelectionExpression}), // prettier-ignore
  })
}

/** Settings of an API, without its parts, as `--json` shows what was edited. */
export function apiSettings({api}: LiveApi): JsonObject {
  if (api.kind === 'rest') {
    return omit(api, 'resources', 'methods', 'models', 'requestValidators', 'authorizers', 'gatewayResponses', 'documentationParts') // prettier-ignore
  }
  return api.kind === 'http' ? omit(api, 'routes', 'authorizers') : omit(api, 'routes', 'authorizers', 'models')
}

function shared(api: Api, {name, description, version, defaultEndpoint, tag}: ApiValues & {name?: string}) {
  return {
    name: name ?? api.name,
    description: said(description, api.description),
    version: said(version, api.version),
    disableExecuteApiEndpoint: defaultEndpoint === undefined ? api.disableExecuteApiEndpoint : !defaultEndpoint,
    tags: withTexts(api.tags, tag),
  }
}

type Described<Some extends Api> = Omit<Some, 'description' | 'version'> & {description: string | undefined; version: string | undefined} // prettier-ignore

function restSettings(api: Described<RestApi>, values: ApiValues): RestApi {
  const {endpointType, ipAddressType, apiKeySource, binaryMediaType, compressAbove} = values
  const {endpointConfiguration: before} = api
  return present({
    ...api,
    endpointConfiguration: {
      ...before,
      types: endpointType === undefined ? before.types : [endpointTypes[endpointType]],
      ipAddressType: ipAddressType ?? (endpointType === 'private' ? 'dualstack' : before.ipAddressType),
    },
    apiKeySource: apiKeySource === undefined ? api.apiKeySource : apiKeySource === 'header' ? 'HEADER' : 'AUTHORIZER',
    binaryMediaTypes: binaryMediaType ?? api.binaryMediaTypes,
    minimumCompressionSize: compressAbove === -1 ? undefined : (compressAbove ?? api.minimumCompressionSize),
  })
}

const endpointTypes = {regional: 'REGIONAL', edge: 'EDGE', private: 'PRIVATE'} as const

function httpSettings(api: Described<HttpApi>, values: ApiValues): HttpApi {
  return present({...api, ...endpointOf(api, values), corsConfiguration: corsOf(api.corsConfiguration, values)}) // prettier-ignore
}

function endpointOf(api: Pick<HttpApi, 'ipAddressType'>, {ipAddressType}: ApiValues): Pick<HttpApi, 'ipAddressType'> {
  return {ipAddressType: ipAddressType ?? api.ipAddressType}
}

function withoutOrigin(): ApigwError {
  return new ApigwError({
    code: 'VALUE_MISSING',
    exit: 'usage',
    what: 'The origins that CORS is for are missing.',
    why: 'The API has no CORS yet: methods, headers and the rest mean nothing without an origin.',
    fix: 'Add --cors-origin https://shop.example, or --cors-origin "*".',
  })
}

/** Without origins there is no CORS: an empty list of them ends it. */
function corsOf(before: CorsConfiguration | undefined, values: ApiValues): CorsConfiguration | undefined {
  const {corsOrigin, corsMethod, corsHeader, corsExpose, corsMaxAge, corsCredentials} = values
  const parts = [corsOrigin, corsMethod, corsHeader, corsExpose, corsMaxAge, corsCredentials]
  if (parts.every((part) => part === undefined)) return before
  if (corsOrigin?.length === 0) return undefined
  if (corsOrigin === undefined && before === undefined) throw withoutOrigin()
  return present({
    allowCredentials: corsCredentials ?? before?.allowCredentials ?? false,
    allowHeaders: corsHeader ?? before?.allowHeaders ?? [],
    allowMethods: corsMethod ?? before?.allowMethods ?? [],
    allowOrigins: corsOrigin ?? before?.allowOrigins ?? [],
    exposeHeaders: corsExpose ?? before?.exposeHeaders ?? [],
    maxAge: corsMaxAge ?? before?.maxAge,
  })
}
