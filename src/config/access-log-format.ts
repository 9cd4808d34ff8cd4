import type {logPresets} from './settings.js'

type Preset = (typeof logPresets)[number]
type Kind = 'rest' | 'http' | 'websocket'

/**
 * The line of a preset, else the text itself.
 *
 * Source: the presets of the API Gateway console, in
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html and http-api-logging.html. WebSocket APIs
 * have none there: theirs follow the variables of websocket-api-logging.html.
 */
export function accessLogFormat(format: string, kind: Kind): string {
  return isPreset(format) ? presets[format](kind) : format
}

function isPreset(format: string): format is Preset {
  return Object.hasOwn(presets, format)
}

const presets: Record<Preset, (kind: Kind) => string> = {
  json: (kind) => `{${jsonMembers[kind].map((name) => `"${name}":"${contextOf(name)}"`).join(',')}}`,
  clf: (kind) => commonLog[kind],
  xml: (kind) => {
    const [id = '', ...names] = xmlMembers[kind]
    const members = names.map((name) => `<${name}>${contextOf(name)}</${name}>`).join('')
    return `<request id="${contextOf(id)}">${members}</request>`
  },
  csv: (kind) => csvMembers[kind].map((name) => contextOf(name)).join(','),
}

const commonLog: Record<Kind, string> = {
  rest: '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
  http: '$context.identity.sourceIp - - [$context.requestTime] "$context.httpMethod $context.routeKey $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
  websocket:
    '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.status $context.requestId',
}

const messageMembers = [
  'requestId',
  'ip',
  'caller',
  'user',
  'requestTime',
  'eventType',
  'routeKey',
  'status',
  'connectionId',
]

const jsonMembers: Record<Kind, string[]> = {
  websocket: messageMembers,
  rest: [
    'requestId',
    'extendedRequestId',
    'ip',
    'caller',
    'user',
    'requestTime',
    'httpMethod',
    'resourcePath',
    'status',
    'protocol',
    'responseLength',
  ],
  http: [
    'requestId',
    'ip',
    'requestTime',
    'httpMethod',
    'routeKey',
    'status',
    'protocol',
    'responseLength',
    'extendedRequestId',
  ],
}

const xmlMembers: Record<Kind, string[]> = {
  rest: ['requestId', ...jsonMembers.rest.slice(1)],
  http: jsonMembers.http,
  websocket: messageMembers,
}

const csvMembers: Record<Kind, string[]> = {
  websocket: [...messageMembers.slice(1), 'requestId'],
  rest: [
    'ip',
    'caller',
    'user',
    'requestTime',
    'httpMethod',
    'resourcePath',
    'protocol',
    'status',
    'responseLength',
    'requestId',
    'extendedRequestId',
  ],
  http: [
    'ip',
    'requestTime',
    'httpMethod',
    'routeKey',
    'protocol',
    'status',
    'responseLength',
    'requestId',
    'extendedRequestId',
  ],
}

const identityMembers: Partial<Record<string, string>> = {ip: 'sourceIp', caller: 'caller', user: 'user'}

function contextOf(member: string): string {
  const identity = identityMembers[member]
  return identity === undefined ? `$context.${member}` : `$context.identity.${identity}`
}
