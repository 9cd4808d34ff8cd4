import {
  GetAuthorizersCommand,
  GetDocumentationPartsCommand,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
} from '@aws-sdk/client-api-gateway'
import type * as sdk from '@aws-sdk/client-api-gateway'
import {canonicalJson} from '../../model/json.js'
import type {LiveRestApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import type {RestApi} from '../../model/rest-api.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {naturalNames} from './natural-names.js'
import type {NaturalNames} from './natural-names.js'
import {toMethods} from './rest-method.js'
import {toDocumentationPart, toGatewayResponse, toModel, toRestAuthorizer} from './rest-part.js'
import {toPolicy} from './rest-policy.js'
import {readRestStages} from './rest-stages.js'

/** Everything about a REST API that is a list of its own, as AWS answers it. */
type Lists = {
  resources: sdk.Resource[]
  models: sdk.Model[]
  requestValidators: sdk.RequestValidator[]
  authorizers: sdk.Authorizer[]
  gatewayResponses: sdk.GatewayResponse[]
  documentationParts: sdk.DocumentationPart[]
}

/** The largest page AWS gives. */
const limit = 500

/**
 * A whole REST API as it is now, in eight calls up to 500 resources; `found` comes from the list of APIs or GetRestApi.
 *
 * Ids become names, AWS's own gateway responses are left out, and JSON texts are parsed.
 */
export async function readRestApi(clients: Clients, found: sdk.RestApi): Promise<LiveRestApi> {
  const apiId = found.id ?? ''
  const [lists, staged] = await Promise.all([readLists(await clients.rest(), apiId), readRestStages(clients, apiId)])
  const authorizers = naturalNames(lists.authorizers.map(idAndName))
  const requestValidators = naturalNames(lists.requestValidators.map(idAndName))
  return {
    kind: 'rest',
    apiId,
    api: toRestApi(found, lists, authorizers, requestValidators),
    ...staged,
    ids: {
      resources: sortedRecord(lists.resources.map(({path = '', id = ''}) => [path, id] as const)),
      authorizers: authorizers.ids,
      requestValidators: requestValidators.ids,
      documentationParts: sortedRecord(
        lists.documentationParts.map((part) => [canonicalJson(toDocumentationPart(part).location), part.id ?? '']),
      ),
    },
  }
}

async function readLists(client: sdk.APIGatewayClient, restApiId: string): Promise<Lists> {
  const page = {restApiId, limit}
  const [resources, models, requestValidators, authorizers, gatewayResponses, documentationParts] = await Promise.all([
    paginate(async (position) =>
      toPage(await client.send(new GetResourcesCommand({...page, position, embed: ['methods']}))),
    ),
    paginate(async (position) => toPage(await client.send(new GetModelsCommand({...page, position})))),
    paginate(async (position) => toPage(await client.send(new GetRequestValidatorsCommand({...page, position})))),
    paginate(async (position) => toPage(await client.send(new GetAuthorizersCommand({...page, position})))),
    paginate(async (position) => toPage(await client.send(new GetGatewayResponsesCommand({...page, position})))),
    paginate(async (position) => toPage(await client.send(new GetDocumentationPartsCommand({...page, position})))),
  ])
  return {resources, models, requestValidators, authorizers, gatewayResponses, documentationParts}
}

function toPage<Item>(answer: {items?: Item[] | undefined; position?: string | undefined}) {
  return {items: answer.items, next: answer.position}
}

function toRestApi(
  found: sdk.RestApi,
  lists: Lists,
  authorizers: NaturalNames,
  requestValidators: NaturalNames,
): RestApi {
  return {
    ...toSettings(found),
    resources: lists.resources.map(({path = ''}) => path).sort(),
    methods: toMethods(lists.resources, {authorizer: authorizers.nameOf, requestValidator: requestValidators.nameOf}),
    models: sortedRecord(lists.models.map((model) => [model.name ?? '', toModel(model)] as const)),
    requestValidators: sortedRecord(
      lists.requestValidators.map(
        ({id = '', validateRequestBody = false, validateRequestParameters = false}) =>
          [requestValidators.nameOf(id), {validateRequestBody, validateRequestParameters}] as const,
      ),
    ),
    authorizers: sortedRecord(
      lists.authorizers.map((authorizer) => [authorizers.nameOf(authorizer.id ?? ''), toRestAuthorizer(authorizer)]),
    ),
    gatewayResponses: sortedRecord(
      lists.gatewayResponses
        .filter(({defaultResponse}) => defaultResponse !== true)
        .map((response) => [response.responseType ?? '', toGatewayResponse(response)] as const),
    ),
    documentationParts: lists.documentationParts
      .map(toDocumentationPart)
      .sort((one, other) => (canonicalJson(one.location) < canonicalJson(other.location) ? -1 : 1)),
  }
}

type Settings = Pick<RestApi, 'kind' | 'name' | 'description' | 'version' | 'apiKeySource' | 'binaryMediaTypes'> &
  Pick<RestApi, 'minimumCompressionSize' | 'policy' | 'disableExecuteApiEndpoint' | 'endpointConfiguration' | 'tags'>

function toSettings(found: sdk.RestApi): Settings {
  const {endpointConfiguration} = found
  return present({
    kind: 'rest' as const,
    name: found.name ?? '',
    description: found.description,
    version: found.version,
    apiKeySource: found.apiKeySource ?? 'HEADER',
    binaryMediaTypes: [...(found.binaryMediaTypes ?? [])].sort(),
    minimumCompressionSize: found.minimumCompressionSize,
    policy: toPolicy(found.policy),
    disableExecuteApiEndpoint: found.disableExecuteApiEndpoint ?? false,
    endpointConfiguration: {
      types: endpointConfiguration?.types ?? ['EDGE'],
      vpcEndpointIds: [...(endpointConfiguration?.vpcEndpointIds ?? [])].sort(),
      ipAddressType: endpointConfiguration?.ipAddressType ?? 'ipv4',
    },
    tags: sortedRecord(Object.entries(found.tags ?? {})),
  })
}

function idAndName({id = '', name = ''}: {id?: string | undefined; name?: string | undefined}) {
  return {id, name}
}
