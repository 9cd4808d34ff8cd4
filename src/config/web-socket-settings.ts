import * as z from 'zod'

const name = z.string().min(1)
const texts = z.record(name, z.string())
const flags = z.record(name, z.boolean())

/** A template for every message, or one for each key that the template selection expression gives. */
const templates = z
  .union([z.string(), texts])
  .describe('Mapping templates by the key that templateSelectionExpression gives; one text is used for all.')

const contentHandling = z
  .enum(['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'])
  .describe('Whether the payload is decoded from, or encoded to, Base64.')

const integrationResponse = z
  .strictObject({
    responseTemplates: templates.optional(),
    responseParameters: texts.optional().describe('route.response.header.NAME to where its value comes from.'),
    templateSelectionExpression: name.optional(),
    contentHandling: contentHandling.optional(),
  })
  .describe('What a client gets for one kind of answer.')

const integration = z
  .strictObject({
    type: z
      .enum(['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'])
      .optional()
      .describe('AWS_PROXY when the route names a function.'),
    uri: name.optional().describe('URL, ARN of a function, or ARN of an action of AWS.'),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY']).optional(),
    credentials: name.optional().describe('ARN of the role that API Gateway takes on.'),
    description: z.string().optional(),
    connectionType: z.enum(['INTERNET', 'VPC_LINK']).optional(),
    connectionId: name.optional().describe('Id of the VPC link.'),
    timeoutInMillis: z.int().min(50).max(29_000).optional(),
    passthroughBehavior: z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']).optional(),
    contentHandling: contentHandling.optional(),
    requestParameters: texts
      .optional()
      .describe('integration.request.header.NAME (querystring, path) to where its value comes from.'),
    requestTemplates: templates.optional(),
    templateSelectionExpression: name.optional(),
    responses: z
      .record(
        z.string().regex(/^(\$default|\/.+\/)$/, '$default, or a regular expression between slashes: /2\\d\\d/.'),
        integrationResponse,
      )
      .optional()
      .describe('By $default or a regular expression on the answer: /2\\d\\d/.'),
  })
  .describe('What answers a route.')

const routeResponse = z.strictObject({
  responseModels: texts.optional(),
  responseParameters: flags.optional().describe('route.response.header.NAME: whether it is required.'),
  modelSelectionExpression: name.optional(),
})

const routeSettings = z
  .strictObject({
    function: name.optional().describe('Name under "functions" that answers.'),
    integration: integration.optional(),
    response: z
      .union([z.boolean(), routeResponse])
      .optional()
      .describe('true sends what the integration answers to the client (two-way).'),
    authorizer: name.optional().describe('Name under "authorizers", or AWS_IAM; for $connect only.'),
    apiKeyRequired: z.boolean().optional().describe('For $connect only.'),
    requestParameters: flags
      .optional()
      .describe('route.request.querystring.NAME or …header.NAME: whether it is required; for $connect only.'),
    requestModels: z
      .union([name, texts])
      .optional()
      .describe('Names under "models" by the key that modelSelectionExpression gives; one name is used for all.'),
    modelSelectionExpression: name.optional(),
    operationName: name.optional(),
  })
  .describe('A route in full.')

const route = z
  .union([name.describe('Name under "functions" that answers.'), routeSettings])
  .describe('The function that answers, or the route in full.')

const authorizer = z
  .strictObject({
    function: name.optional().describe('Name under "functions" that decides.'),
    uri: name.optional().describe('Its ARN instead, for a function of somebody else.'),
    credentials: name.optional().describe('ARN of the role that API Gateway takes on.'),
    identitySource: z
      .union([name, z.array(name)])
      .optional()
      .describe('route.request.querystring.NAME, route.request.header.NAME, context.NAME or stageVariables.NAME.'),
  })
  .describe('A Lambda function that lets connections in or not.')

/** The members of apigw.yaml that make up a WebSocket API: there is no OpenAPI file for it. */
export const webSocketMembers = {
  title: name.optional().describe('WebSocket APIs: name of the API, when it is not that of the project.'),
  description: z.string().optional().describe('WebSocket APIs: what the API is for.'),
  version: name.optional().describe('WebSocket APIs: version of the API.'),
  routeSelectionExpression: name
    .optional()
    .describe('WebSocket APIs: what chooses the route of a message; $request.body.action by default.'),
  apiKeySelectionExpression: z
    .enum(['$request.header.x-api-key', '$context.authorizer.usageIdentifierKey'])
    .optional()
    .describe('WebSocket APIs: where the API key of a client is.'),
  disableSchemaValidation: z.boolean().optional().describe('WebSocket APIs: whether models are not enforced.'),
  disableExecuteApiEndpoint: z.boolean().optional().describe("WebSocket APIs: whether AWS's own address is closed."),
  ipAddressType: z.enum(['ipv4', 'dualstack']).optional().describe('WebSocket and REST APIs: ipv4 by default.'),
  routes: z
    .record(z.string().min(1).max(128, 'At most 128 characters.'), route)
    .optional()
    .describe('WebSocket APIs: what answers each route key: "$connect: connect", "send: send-message".'),
  authorizers: z.record(name, authorizer).optional().describe('WebSocket APIs: who decides about connections.'),
  models: z
    .record(z.string().regex(/^[A-Za-z0-9]+$/, 'Letters and digits only.'), z.record(z.string(), z.unknown()))
    .optional()
    .describe('WebSocket APIs: JSON Schemas (draft 4) that messages are checked with.'),
}

/** A WebSocket API as apigw.yaml describes it. */
export const webSocketDefinition = z.object(webSocketMembers)

export type WebSocketDefinition = z.output<typeof webSocketDefinition>

/** A route as it is written in full. */
export type RouteDefinition = z.output<typeof routeSettings>

export type IntegrationDefinition = z.output<typeof integration>

export type AuthorizerDefinition = z.output<typeof authorizer>

/** A route in full, whichever way it is written. */
export function inFull(route: string | RouteDefinition): RouteDefinition {
  return typeof route === 'string' ? {function: route} : route
}
