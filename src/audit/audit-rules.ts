import type {Method} from '../model/rest-api.js'
import type {DeployedStage} from '../model/deployed-stage.js'
import type {MethodSettings, RouteSettings, Stage} from '../model/stage.js'
import type {AuditedApi} from './audited-api.js'

export type Severity = 'high' | 'medium' | 'low'

/** Something that a rule found. `on` names the thing: `GET /pets`, `stage prod`, `domain api.example.com`. */
export type Found = {on: string; what: string}

/** One thing that an audit checks; its code is its key in the table. Pure. */
export type AuditRule = {
  severity: Severity
  title: string
  fix: string
  find: (audited: AuditedApi) => readonly Found[]
}

/** All rules, by their codes, which never change: scripts and SARIF name them. */
export const auditRules = {
  'open-write-route': {
    severity: 'high',
    title: 'Anybody may change something.',
    fix: 'Give the route an authorizer or AWS_IAM, or restrict the API by a resource policy.',
    find: (audited) => openRoutes(audited, isWrite, 'Anybody may call it, and it is not just for reading.'),
  },
  'open-read-route': {
    severity: 'low',
    title: 'Anybody may read something.',
    fix: 'Give the route an authorizer, unless it is meant for everybody.',
    find: (audited) => openRoutes(audited, (route) => !isWrite(route), 'Anybody may call it.'),
  },
  'key-is-no-authorization': {
    severity: 'medium',
    title: 'An API key is all that protects a route.',
    fix: 'Keys tell clients apart and meter them; they are passed on and logged. Add an authorizer or AWS_IAM.',
    find: keyedRoutes,
  },
  'wide-cors': {
    severity: 'medium',
    title: 'The pages of every origin may read the answers.',
    fix: 'Name the origins that need it in the CORS configuration, or in the integration responses.',
    find: wideCors,
  },
  'old-tls': {
    severity: 'high',
    title: 'A custom domain takes TLS 1.0 and 1.1.',
    fix: 'Set securityPolicy: TLS_1_2 for the domain.',
    find: ({domains}) =>
      domains
        .filter(({securityPolicy}) => securityPolicy === 'TLS_1_0')
        .map(({domainName}) => ({on: `domain ${domainName}`, what: 'Its security policy is TLS_1_0.'})),
  },
  'no-throttle': {
    severity: 'medium',
    title: "A stage has no throttle of its own, and can use up the account's limit.",
    fix: 'Set throttle: {rateLimit, burstLimit} of the stage.',
    find: ({live}) =>
      ofStages(live.stages, hasNoThrottle, 'Only the limit of the account holds, which all APIs share.'),
  },
  'access-log-off': {
    severity: 'medium',
    title: 'Nobody can tell who called a stage.',
    fix: 'Set accessLog: {destination, format} of the stage.',
    find: ({live}) =>
      ofStages(live.stages, ({accessLogSettings}) => accessLogSettings === undefined, 'It writes no access log.'),
  },
  'data-trace-on': {
    severity: 'medium',
    title: 'Requests and answers are logged in full, with what they hold of people.',
    fix: 'Set dataTrace: false of the stage; switch it on for as long as something is looked for.',
    find: ({live}) => ofStages(live.stages, tracesData, 'Its execution log holds headers and bodies.'),
  },
  'no-waf': {
    severity: 'low',
    title: 'No web ACL stands before a public stage.',
    fix: 'Associate a regional web ACL of AWS WAF with the stage. HTTP and WebSocket APIs cannot have one of their own.',
    find: ({live, webAcls}) =>
      live.kind !== 'rest' || isPrivate(live.api)
        ? []
        : ofStages(live.stages, ({stageName}) => !Object.hasOwn(webAcls, stageName), 'It has no web ACL.'),
  },
  'cache-not-encrypted': {
    severity: 'medium',
    title: 'A cache keeps answers unencrypted.',
    fix: 'Set cache: {encrypted: true} of the stage.',
    find: ({live}) => ofStages(live.stages, hasPlainCache, 'Its cache is on, and not encrypted for every method.'),
  },
  'idle-key': {
    severity: 'low',
    title: 'An API key is enabled, and nobody uses it.',
    fix: 'Take it out of the usage plan, or disable it.',
    find: ({idleKeys}) =>
      idleKeys.map(({name, usagePlan}) => ({
        on: `key ${name}`,
        what: `Nobody used it in usage plan ${usagePlan} for 90 days.`,
      })),
  },
} as const satisfies Readonly<Record<string, AuditRule>>

export type AuditCode = keyof typeof auditRules

type Live = AuditedApi['live']

function isWrite(route: string): boolean {
  return !/^(?:GET|HEAD|OPTIONS) /.test(route)
}

/** A private API is called from its VPCs only, and a resource policy decides for itself who may call. */
function isPrivate({endpointConfiguration, policy}: Extract<Live, {kind: 'rest'}>['api']): boolean {
  return policy !== undefined || endpointConfiguration.types.includes('PRIVATE')
}

function openRoutes({live}: AuditedApi, isMeant: (route: string) => boolean, what: string): Found[] {
  return openRouteNames(live)
    .filter(isMeant)
    .map((on) => ({on, what}))
}

function openRouteNames(live: Live): string[] {
  switch (live.kind) {
    case 'rest': {
      if (isPrivate(live.api)) return []
      const methods = Object.entries(live.api.methods)
      return methods.flatMap(([route, method]) => (isOpen(method) && !answersPreflight(route, method) ? [route] : []))
    }
    case 'http':
      return Object.entries(live.api.routes).flatMap(([route, {authorizationType}]) =>
        authorizationType === 'NONE' ? [route] : [],
      )
    case 'websocket': {
      // Who may connect may send: there are authorizers on $connect only.
      const connect = live.api.routes.$connect
      const isGuarded = connect !== undefined && (connect.authorizationType !== 'NONE' || connect.apiKeyRequired)
      return isGuarded ? [] : ['$connect']
    }
  }
}

function isOpen({authorizationType, apiKeyRequired}: Method): boolean {
  return authorizationType === 'NONE' && !apiKeyRequired
}

/** Browsers ask with OPTIONS before they call; a mock that answers gives nothing away. */
function answersPreflight(route: string, {integration}: Method): boolean {
  return route.startsWith('OPTIONS ') && integration?.type === 'MOCK'
}

function keyedRoutes({live}: AuditedApi): Found[] {
  if (live.kind === 'http') return []
  const routes: readonly (readonly [string, Pick<Method, 'apiKeyRequired'> & {authorizationType: string}])[] =
    Object.entries(live.kind === 'rest' ? live.api.methods : live.api.routes)
  return routes
    .filter(([, {authorizationType, apiKeyRequired}]) => authorizationType === 'NONE' && apiKeyRequired)
    .map(([on]) => ({on, what: 'It wants an API key and nothing else.'}))
}

function wideCors({live}: AuditedApi): Found[] {
  if (live.kind === 'websocket') return []
  if (live.kind === 'http') {
    const {allowOrigins = []} = live.api.corsConfiguration ?? {}
    const wide = allowOrigins.filter((origin) => origin === '*' || origin === 'https://*' || origin === 'http://*')
    return wide.length === 0 ? [] : [{on: 'CORS configuration', what: `It allows the origin ${wide.join(', ')}.`}]
  }
  return Object.entries(live.api.methods).flatMap(([on, method]) =>
    answersAll(method) ? [{on, what: 'It answers Access-Control-Allow-Origin with a star.'}] : [],
  )
}

/** Mappings of constants have quotes: `'*'`. */
function answersAll({integration}: Method): boolean {
  return Object.values(integration?.responses ?? {}).some(({responseParameters}) =>
    Object.entries(responseParameters).some(
      ([name, value]) => name.toLowerCase().endsWith('.header.access-control-allow-origin') && value === "'*'",
    ),
  )
}

function ofStages(stages: readonly DeployedStage[], isFound: (stage: Stage) => boolean, what: string): Found[] {
  return stages.filter(({stage}) => isFound(stage)).map(({stage}) => ({on: `stage ${stage.stageName}`, what}))
}

/** The account's own limits: AWS shows them where a stage has settings but no throttle. */
const accountRate = 10_000

function hasNoThrottle(stage: Stage): boolean {
  const [own] = defaultSettings(stage)
  const rate = own?.throttlingRateLimit
  return rate === undefined || rate < 0 || rate >= accountRate
}

function tracesData(stage: Stage): boolean {
  return allSettings(stage).some(({dataTraceEnabled}) => dataTraceEnabled === true)
}

function hasPlainCache(stage: Stage): boolean {
  if (stage.kind !== 'restStage' || stage.cacheClusterEnabled !== true) return false
  const settings = Object.values(stage.methodSettings ?? {})
  return settings.some(({cachingEnabled, cacheDataEncrypted}) => cachingEnabled === true && cacheDataEncrypted !== true)
}

type Settings = MethodSettings | RouteSettings

function defaultSettings(stage: Stage): Settings[] {
  const own = stage.kind === 'restStage' ? stage.methodSettings?.['*/*'] : stage.defaultRouteSettings
  return own === undefined ? [] : [own]
}

function allSettings(stage: Stage): Settings[] {
  if (stage.kind === 'restStage') return Object.values(stage.methodSettings ?? {})
  return [...defaultSettings(stage), ...Object.values(stage.routeSettings ?? {})]
}
