import {ApigwError} from '../errors/apigw-error.js'
import type {HttpApi, HttpAuthorizer} from '../model/http-api.js'
import type {JsonObject} from '../model/json.js'
import {lambdaUri} from '../model/lambda-uri.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import type {Authorizer, RestApi} from '../model/rest-api.js'
import type {WebSocketApi, WebSocketAuthorizer} from '../model/web-socket-api.js'
import {editDefinition, said, withEntry, withoutEntry} from './edit-live.js'
import {between, httpsUrl} from './fault.js'
import type {FieldTable, Values} from './field.js'
import {refuseInUse} from './in-use.js'
import type {Resource} from './resource.js'

/** Types by the kind of API. Source: developer guide, "Control and manage access". */
const typesOf = {rest: ['token', 'request', 'cognito'], http: ['jwt', 'request'], websocket: ['request']} as const

const callsFunction = (type: unknown) => type === 'token' || type === 'request'

const fields = {
  type: {
    input: 'choice',
    choices: ['token', 'request', 'cognito', 'jwt'],
    offered: ({kind}) => typesOf[kind],
    hints: {
      token: 'a Lambda function, by one header',
      request: 'a Lambda function, by headers, query and more',
      cognito: 'a Cognito user pool',
      jwt: 'a token of any OpenID Connect issuer',
    },
    description: 'who decides: a Lambda function (token, request), a user pool (cognito), a token issuer (jwt)',
    question: 'Who decides about requests?',
    needed: () => true,
  },
  lambda: {
    input: 'function',
    description: 'function that decides, by name or ARN; it may be called by the API from then on',
    from: 'functions',
    question: 'Which Lambda function decides?',
    needed: ({type}) => callsFunction(type),
  },
  userPool: {
    input: 'list',
    description: 'ARN of a Cognito user pool',
    helpValue: 'ARN',
    kinds: ['rest'],
    question: 'Which Cognito user pools (ARNs, with commas)?',
    needed: ({type}) => type === 'cognito',
  },
  issuer: {
    input: 'text',
    description: 'URL of the issuer of tokens (jwt)',
    helpValue: 'URL',
    kinds: ['http'],
    question: 'Which issuer do the tokens come from (URL)?',
    needed: ({type}) => type === 'jwt',
    fault: httpsUrl,
  },
  audience: {
    input: 'list',
    description: 'audience that a token must name (jwt)',
    kinds: ['http'],
    question: 'Which audiences must a token name (with commas)?',
    needed: ({type}) => type === 'jwt',
  },
  identitySource: {
    input: 'list',
    description: 'where the credential is: a header by its name, or an expression ($request.header.Authorization)',
    helpValue: 'SOURCE',
    question: 'Which header has the credential (Authorization)?',
    wanted: () => true,
  },
  ttl: {
    input: 'number',
    description: 'seconds that an answer is kept; 0 asks each time',
    kinds: ['rest', 'http'],
    fault: between(0, 3600, 'seconds'),
  },
  credentials: {
    input: 'text',
    description: 'role that API Gateway calls the function with, in place of a permission on the function',
    helpValue: 'ARN',
  },
  pattern: {
    input: 'text',
    description: 'regular expression that a token must match (token)',
    helpValue: 'REGEX',
    kinds: ['rest'],
  },
  payloadFormat: {
    input: 'choice',
    choices: ['1.0', '2.0'],
    description: 'format of what the function gets (request)',
    kinds: ['http'],
  },
  simpleResponses: {
    input: 'yesNo',
    description: 'let the function answer {"isAuthorized": true} (request, format 2.0)',
    kinds: ['http'],
  },
} as const satisfies FieldTable

type AuthorizerValues = Values<typeof fields>

/** Authorizers of all three kinds of API. */
export const authorizer: Resource<typeof fields> = {
  noun: 'authorizer',
  plural: 'authorizers',
  one: 'an authorizer',
  kinds: ['rest', 'http', 'websocket'],
  nameIs: 'name of the authorizer',
  nameQuestion: 'What shall the authorizer be called?',
  fields,
  things: ({api}) => api.authorizers,
  put: (live, name, values) =>
    editDefinition(live, 'authorizers', {
      rest: (api) => ({...api, authorizers: withEntry(api.authorizers, name, restAuthorizer(api, name, values))}),
      http: (api) => ({...api, authorizers: withEntry(api.authorizers, name, httpAuthorizer(api, name, values))}),
      websocket: (api) => ({...api, authorizers: withEntry(api.authorizers, name, webSocketAuthorizer(api, name, values))}), // prettier-ignore
    }),
  remove: (live, name) => {
    const users = routesGuardedBy(live, name)
    refuseInUse(`Authorizer ${name}`, users, `Give those routes another one first: apigw route update "${users[0] ?? ''}" --authorizer NAME`) // prettier-ignore
    return editDefinition(live, 'authorizers', {
      rest: (api) => ({...api, authorizers: withoutEntry(api.authorizers, name)}),
      http: (api) => ({...api, authorizers: withoutEntry(api.authorizers, name)}),
      websocket: (api) => ({...api, authorizers: withoutEntry(api.authorizers, name)}),
    })
  },
  columns: ['type', 'decided by', 'identity source', 'routes'],
  row: (thing, name, live) => [
    typeWord(thing),
    deciderOf(thing),
    [thing.identitySource ?? []].flat().map(String).join(', '),
    String(routesGuardedBy(live, name).length),
  ],
  examples: {
    list: ['pets --region eu-west-1'],
    show: ['partners pets'],
    create: [
      'partners pets --type token --lambda check-token --identity-source Authorization',
      'users pets --type cognito --user-pool arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123',
      'login orders --type jwt --issuer https://login.example.com --audience orders --dry-run',
    ],
    update: ['partners pets --ttl 60', 'login orders --audience orders --audience admin'],
    delete: ['partners pets --confirm partners'],
  },
}

/** Routes that ask this authorizer. */
export function routesGuardedBy({api}: Pick<LiveApi, 'api'>, authorizerName: string): string[] {
  const routes: Readonly<Record<string, {authorizer?: string}>> = api.kind === 'rest' ? api.methods : api.routes
  return Object.keys(routes).filter((key) => routes[key]?.authorizer === authorizerName)
}

function restAuthorizer(api: RestApi, name: string, values: AuthorizerValues): Authorizer {
  const before = api.authorizers[name]
  const type = values.type === undefined ? before?.type : restTypes[values.type]
  if (type === undefined) throw typeMissing()
  const asksFunction = type !== 'COGNITO_USER_POOLS'
  const identity = values.identitySource?.map((source) => restIdentity(source)).join(',')
  return present({
    type,
    authType: before?.authType,
    authorizerUri: asksFunction ? functionUri(values.lambda, before?.authorizerUri) : undefined,
    authorizerCredentials: asksFunction ? said(values.credentials, before?.authorizerCredentials) : undefined,
    identitySource: said(identity, before?.identitySource ?? (type === 'REQUEST' ? undefined : usualHeader)),
    identityValidationExpression: said(values.pattern, before?.identityValidationExpression),
    authorizerResultTtlInSeconds: values.ttl ?? before?.authorizerResultTtlInSeconds,
    providerARNs: asksFunction ? [] : (values.userPool ?? before?.providerARNs ?? []),
  })
}

const restTypes: Readonly<Record<string, Authorizer['type']>> = {
  token: 'TOKEN',
  request: 'REQUEST',
  cognito: 'COGNITO_USER_POOLS',
}

const usualHeader = 'method.request.header.Authorization'

/** `Authorization` is a header; the others are AWS's own ways to say it, of both generations. */
function restIdentity(source: string): string {
  if (/^(method|context|stageVariables)\b/.test(source)) return source
  return source.startsWith('$request.')
    ? source.replace('$request.', 'method.request.')
    : `method.request.header.${source}`
}

function httpAuthorizer(api: HttpApi, name: string, values: AuthorizerValues): HttpAuthorizer {
  const before = api.authorizers[name]
  const {issuer, audience, payloadFormat, simpleResponses, ttl} = values
  const type = values.type === undefined ? before?.authorizerType : httpTypes[values.type]
  if (type === undefined) throw typeMissing()
  const identitySource = values.identitySource?.map(httpIdentity) ?? before?.identitySource
  if (type === 'JWT') {
    const jwt = before?.jwtConfiguration
    return {
      authorizerType: type,
      identitySource: identitySource ?? ['$request.header.Authorization'],
      jwtConfiguration: present({issuer: issuer ?? jwt?.issuer, audience: audience ?? jwt?.audience ?? []}),
    }
  }
  const format = payloadFormat ?? before?.authorizerPayloadFormatVersion ?? '2.0'
  return present({
    authorizerType: type,
    authorizerUri: functionUri(values.lambda, before?.authorizerUri),
    authorizerCredentialsArn: said(values.credentials, before?.authorizerCredentialsArn),
    authorizerPayloadFormatVersion: format,
    authorizerResultTtlInSeconds: ttl ?? before?.authorizerResultTtlInSeconds,
    enableSimpleResponses: format === '2.0' ? (simpleResponses ?? before?.enableSimpleResponses) : undefined,
    identitySource: identitySource ?? [],
  })
}

const httpTypes: Readonly<Record<string, HttpAuthorizer['authorizerType']>> = {jwt: 'JWT', request: 'REQUEST'}

function httpIdentity(source: string): string {
  return source.startsWith('$') ? source : `$request.header.${source}`
}

function webSocketAuthorizer(api: WebSocketApi, name: string, values: AuthorizerValues): WebSocketAuthorizer {
  const before = api.authorizers[name]
  return present({
    authorizerType: 'REQUEST' as const,
    authorizerUri: functionUri(values.lambda, before?.authorizerUri) ?? '',
    authorizerCredentialsArn: said(values.credentials, before?.authorizerCredentialsArn),
    identitySource: values.identitySource?.map(webSocketIdentity) ?? before?.identitySource ?? [],
  })
}

/** Source: developer guide, "Create a Lambda REQUEST authorizer function" of WebSocket APIs. */
function webSocketIdentity(source: string): string {
  if (/^(route|context|stageVariables)\b/.test(source)) return source
  return source.startsWith('$request.')
    ? source.replace('$request.', 'route.request.')
    : `route.request.header.${source}`
}

function functionUri(arn: string | undefined, before: string | undefined): string | undefined {
  return arn === undefined ? before : lambdaUri(arn)
}

function typeMissing(): ApigwError {
  return new ApigwError({
    code: 'VALUE_MISSING',
    exit: 'usage',
    what: 'The type is missing.',
    why: 'An authorizer of this API has none yet.',
    fix: 'Add --type.',
  })
}

function typeWord({type, authorizerType}: JsonObject): string {
  const word = type ?? authorizerType
  return typeof word === 'string' ? word : ''
}

function deciderOf({authorizerUri, providerARNs, jwtConfiguration}: JsonObject): string {
  const [, functionName] = /:function:([^/]+)/.exec(typeof authorizerUri === 'string' ? authorizerUri : '') ?? []
  const {issuer} = (jwtConfiguration ?? {}) as {issuer?: string}
  const pools = Array.isArray(providerARNs) ? providerARNs.map((arn) => String(arn).replace(/^.*userpool\//, '')) : []
  return functionName ?? issuer ?? pools.join(', ')
}
