import {didYouMean} from '../errors/did-you-mean.js'
import type {SettingsProblem} from './cross-check.js'
import type {Settings} from './settings.js'
import {inFull} from './web-socket-settings.js'
import type {AuthorizerDefinition, IntegrationDefinition, RouteDefinition} from './web-socket-settings.js'

type Path = readonly PropertyKey[]

/** What AWS would refuse of a WebSocket API, or accept and never use. */
export function checkWebSocket(settings: Settings): SettingsProblem[] {
  const {routes = {}, authorizers = {}} = settings
  return [
    ...(Object.keys(routes).length === 0 ? [noRoutes(settings.routes === undefined)] : []),
    ...Object.entries(routes).flatMap(([key, route]) => checkRoute(key, route, settings)),
    ...Object.entries(authorizers).flatMap(([key, authorizer]) => checkAuthorizer(key, authorizer, settings)),
    ...Object.entries(settings.stages).flatMap(([name, stage]) =>
      Object.keys(stage.routes ?? {}).flatMap((key) =>
        unknown(['stages', name, 'routes', key], 'route', key, Object.keys(routes), 'key'),
      ),
    ),
    ...(Object.hasOwn(settings.stages, '$default') ? [defaultStage] : []),
  ]
}

const reservedKeys = ['$connect', '$disconnect', '$default']

function checkRoute(key: string, written: string | RouteDefinition, settings: Settings): SettingsProblem[] {
  const path = ['routes', key]
  const route = inFull(written)
  const functionPath = typeof written === 'string' ? path : [...path, 'function']
  return [
    ...(key.startsWith('$') && !reservedKeys.includes(key) ? [reserved(path, key)] : []),
    ...unknownFunction(functionPath, route.function, settings),
    ...(route.function === undefined && route.integration === undefined ? [noIntegration(path)] : []),
    ...(route.integration === undefined
      ? []
      : checkIntegration([...path, 'integration'], route.integration, route.function)),
    ...(key === '$connect' ? [] : onlyOfConnect(path, route)),
    ...(route.authorizer === undefined || route.authorizer === 'AWS_IAM'
      ? []
      : unknown([...path, 'authorizer'], 'authorizer', route.authorizer, [
          ...Object.keys(settings.authorizers ?? {}),
          'AWS_IAM',
        ])),
    ...(typeof route.requestModels === 'object' && route.modelSelectionExpression === undefined
      ? [missing(path, 'modelSelectionExpression', 'AWS checks messages only where an expression chooses the model.')]
      : []),
    ...modelNames(path, route).flatMap(([at, name]) => unknown(at, 'model', name, Object.keys(settings.models ?? {}))),
  ]
}

function checkIntegration(
  path: Path,
  integration: IntegrationDefinition,
  functionName: string | undefined,
): SettingsProblem[] {
  const {type, uri, responses, connectionType, connectionId} = integration
  const at = (member: string) => (Object.hasOwn(integration, member) ? [...path, member] : path)
  if (functionName === undefined && type === undefined) return [missing(path, 'type', 'What answers is not said.')]
  const kind = type ?? 'AWS_PROXY'
  return [
    ...(functionName !== undefined && (uri !== undefined || !kind.startsWith('AWS')) ? [twoTargets(at('uri'))] : []),
    ...(functionName === undefined && kind !== 'MOCK' && uri === undefined
      ? [missing(path, 'uri', `An integration of type ${kind} calls something.`)]
      : []),
    ...(kind === 'MOCK' && uri !== undefined ? [unused(at('uri'), 'A mock calls nothing.')] : []),
    ...(uri !== undefined && kind !== 'MOCK' && !fits(kind, uri) ? [badUri(at('uri'), kind)] : []),
    ...(kind.endsWith('_PROXY') && responses !== undefined
      ? [unused(at('responses'), 'A proxy integration passes its answer on as it is.')]
      : []),
    ...(connectionType === 'VPC_LINK' && connectionId === undefined
      ? [missing(path, 'connectionId', 'A private integration goes through a VPC link.')]
      : []),
  ]
}

/** What stands behind a placeholder is checked by AWS. */
function fits(kind: string, uri: string): boolean {
  if (uri.startsWith('${')) return true
  return kind.startsWith('AWS') ? uri.startsWith('arn:') : /^https?:\/\/./.test(uri)
}

const connectOnly = ['authorizer', 'apiKeyRequired', 'requestParameters'] as const

/** Source: AWS's refusals, and the reference page of CreateRoute: request parameters are those of the handshake. */
function onlyOfConnect(path: Path, route: RouteDefinition): SettingsProblem[] {
  return connectOnly
    .filter((member) => route[member] !== undefined && route[member] !== false)
    .map((member) => ({
      severity: 'error',
      code: 'SETTINGS_NOT_FOR_ROUTE',
      path: [...path, member],
      part: 'key',
      what: `"${member}" is for the route $connect only.`,
      why: 'A client is checked once, when it connects; messages have no headers and no query.',
      fix: `Move it to $connect, or check the message in what answers it.`,
    }))
}

function modelNames(path: Path, {requestModels}: RouteDefinition): [Path, string][] {
  if (requestModels === undefined) return []
  if (typeof requestModels === 'string') return [[[...path, 'requestModels'], requestModels]]
  return Object.entries(requestModels).map(([key, name]) => [[...path, 'requestModels', key], name])
}

/** In AWS's own words: the text is part of its refusal. */
const identitySource = /^(route\.request\.(querystring|header)|stageVariables|context)\.[a-zA-Z0-9._-]+$/

function checkAuthorizer(key: string, authorizer: AuthorizerDefinition, settings: Settings): SettingsProblem[] {
  const path = ['authorizers', key]
  const {uri, identitySource: sources = []} = authorizer
  const isList = typeof sources !== 'string'
  const all = isList ? sources : [sources]
  return [
    ...(key === 'AWS_IAM' ? [reserved(path, key)] : []),
    ...((authorizer.function === undefined) === (uri === undefined) ? [oneFunction(path)] : []),
    ...unknownFunction([...path, 'function'], authorizer.function, settings),
    ...all.flatMap((source, index) =>
      identitySource.test(source) || source.includes('${')
        ? []
        : [badSource([...path, 'identitySource', ...(isList ? [index] : [])], source)],
    ),
  ]
}

function unknownFunction(path: Path, name: string | undefined, {functions = {}}: Settings): SettingsProblem[] {
  return name === undefined ? [] : unknown(path, 'function', name, Object.keys(functions))
}

function unknown(
  path: Path,
  kind: string,
  name: string,
  names: readonly string[],
  part: 'key' | 'value' = 'value',
): SettingsProblem[] {
  return names.includes(name) ? [] : [unknownName(path, kind, name, names, part)]
}

/** A name that refers to nothing in the file. */
export function unknownName(
  path: Path,
  kind: string,
  name: string,
  names: readonly string[],
  part: 'key' | 'value' = 'value',
): SettingsProblem {
  const near = didYouMean(name, names)
  return {
    severity: 'error',
    code: 'SETTINGS_UNKNOWN_NAME',
    path,
    part,
    what: `There is no ${kind} "${name}".`,
    why: names.length === 0 ? 'The file declares none.' : `The file has: ${names.join(', ')}.`,
    fix: near === undefined ? 'Declare it, or correct the name.' : `Did you mean "${near}"?`,
  }
}

function noRoutes(isAbsent: boolean): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_MISSING',
    path: ['routes'],
    part: 'key',
    what: isAbsent ? 'routes is missing.' : 'routes is empty.',
    why: 'A WebSocket API is made of its routes, and AWS deploys none without one.',
    fix: 'Add "routes:" with a route key and a function: "$default: my-function".',
  }
}

function reserved(path: Path, key: string): SettingsProblem {
  const isRoute = key.startsWith('$')
  return {
    severity: 'error',
    code: 'SETTINGS_BAD_NAME',
    path,
    part: 'key',
    what: `"${key}" is not a valid name.`,
    why: isRoute
      ? `Route keys that begin with $ are AWS's own: ${reservedKeys.join(', ')}.`
      : 'A route that names AWS_IAM asks for a signature.',
    fix: didYouMeanText(isRoute ? didYouMean(key, reservedKeys) : undefined),
  }
}

function didYouMeanText(near: string | undefined): string {
  return near === undefined ? 'Rename it.' : `Did you mean "${near}"?`
}

function noIntegration(path: Path): SettingsProblem {
  return missing(path, 'function', 'Nothing answers this route, and AWS does not deploy such an API.')
}

function missing(path: Path, member: string, why: string): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_MISSING',
    path,
    part: 'key',
    what: `${path.map(String).join('.')}.${member} is missing.`,
    why,
    fix: `Add "${member}:".`,
  }
}

function twoTargets(path: Path): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_BAD_VALUE',
    path,
    what: 'The route names a function and another integration.',
    why: 'One thing answers a route: a function (type AWS_PROXY or AWS), or what the uri names.',
    fix: 'Remove one of the two.',
  }
}

function unused(path: Path, why: string): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_NOT_USED',
    path,
    part: 'key',
    what: `"${String(path.at(-1))}" would have no effect here.`,
    why,
    fix: 'Remove it, or use another type of integration.',
  }
}

function badUri(path: Path, kind: string): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_BAD_VALUE',
    path,
    what: `This is no address for an integration of type ${kind}.`,
    why: kind.startsWith('AWS') ? 'AWS services are named by an ARN.' : 'A server is named by an http or https URL.',
    fix: kind.startsWith('AWS') ? 'Write "arn:…" or ${functions.NAME.arn}.' : 'Write "https://…".',
  }
}

function oneFunction(path: Path): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_MISSING',
    path,
    part: 'key',
    what: `${path.map(String).join('.')} names no function, or two.`,
    why: 'An authorizer is one Lambda function.',
    fix: 'Write either "function:" or "uri:".',
  }
}

function badSource(path: Path, source: string): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_BAD_VALUE',
    path,
    what: `"${source}" is not an identity source.`,
    why: 'It is route.request.querystring.NAME, route.request.header.NAME, context.NAME or stageVariables.NAME.',
    fix: 'Correct the value.',
  }
}

const defaultStage: SettingsProblem = {
  severity: 'error',
  code: 'SETTINGS_BAD_NAME',
  path: ['stages', '$default'],
  part: 'key',
  what: '"$default" is not a valid name for this stage.',
  why: 'Only HTTP APIs have a stage without a path.',
  fix: 'Rename it.',
}
