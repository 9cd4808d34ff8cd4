import {parse} from 'yaml'
import {editYaml} from '../../config/edit-yaml.js'
import type {Edit} from '../../config/edit-yaml.js'
import type {Api} from '../../model/api.js'
import type {Json} from '../../model/json.js'
import type {Auth} from './project-answers.js'
import {usualStages} from './project-answers.js'

/** What a new project shall have beyond its template. `usagePlan` and `jwt` belong to those kinds of auth. */
export type Tailoring = {
  kind: Api['kind']
  auth: Auth
  /** In order: the first is served on this machine. */
  stages: readonly string[]
  usagePlan?: string
  jwt?: {issuer: string; audience: readonly string[]}
}

type ParsedSettings = {
  stages: {dev: Json; prod: Json}
  usagePlans?: Record<string, {methods?: Record<string, Json>}>
  routes?: {$connect?: Json}
}
type ParsedDefinition = {paths: Record<string, Record<string, unknown>>}

const operations = ['get', 'post', 'put', 'patch', 'delete', 'head', 'x-amazon-apigateway-any-method']

/** Name of the key that the first usage plan lets in. */
const firstKey = 'first-client'

/** apigw.yaml of a template with the stages, the plan and the key that were asked for. Pure. */
export function tailorSettings(text: string, tailoring: Tailoring): string {
  const parsed = parse(text) as ParsedSettings
  const edits = [...stageEdits(parsed, tailoring), ...planEdits(tailoring), ...connectEdits(parsed, tailoring)]
  return edits.length === 0 ? text : editYaml(text, edits)
}

/**
 * An OpenAPI file of a template whose operations ask for what `auth` says. Preflight requests of browsers carry no
 * credentials: OPTIONS stays open. Each operation says so itself: AWS's guide does not promise that it reads the root's.
 * Pure.
 */
export function tailorDefinition(text: string, tailoring: Tailoring): string {
  const scheme = schemes[tailoring.auth](tailoring)
  if (scheme === undefined) return text
  const {paths} = parse(text) as ParsedDefinition
  const secured = Object.entries(paths).flatMap(([path, item]) => {
    const methods = Object.keys(item).filter((method) => operations.includes(method))
    return methods.map((method): Edit => ({path: ['paths', path, method, 'security'], value: [{[scheme.name]: []}]}))
  })
  return editYaml(text, [...secured, {path: ['components', 'securitySchemes', scheme.name], value: scheme.value}])
}

const schemes: Readonly<Record<Auth, (tailoring: Tailoring) => {name: string; value: Json} | undefined>> = {
  none: () => undefined,
  key: () => ({name: 'api_key', value: {type: 'apiKey', name: 'x-api-key', in: 'header'}}),
  iam: () => ({
    name: 'sigv4',
    value: {type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4'},
  }),
  jwt: ({jwt}) =>
    jwt && {
      name: 'jwt',
      value: {
        type: 'openIdConnect',
        openIdConnectUrl: `${jwt.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: '$request.header.Authorization',
          jwtConfiguration: {issuer: jwt.issuer, audience: [...jwt.audience]},
        },
      },
    },
}

/** Stages of the template that stay keep their place and comments. */
function stageEdits({stages: declared, usagePlans = {}}: ParsedSettings, {stages}: Tailoring): Edit[] {
  if (stages.join() === Object.keys(declared).join()) return []
  const {dev, prod} = declared
  const gone = usualStages.filter((name) => !stages.includes(name))
  return [
    ...gone.map((name) => ({path: ['stages', name]})),
    ...stages.flatMap((name, index) => {
      const isAsItWas = name === usualStages[index === 0 ? 0 : 1]
      return isAsItWas ? [] : [{path: ['stages', name], value: index === 0 ? dev : prod}]
    }),
    {path: ['defaultStage'], value: stages[0] ?? null},
    ...Object.entries(usagePlans).flatMap(([plan, {methods}]): Edit[] => {
      const limits = methods && stages.map((name, index) => [name, (index === 0 ? methods.dev : methods.prod) ?? {}])
      const moved = limits && {path: ['usagePlans', plan, 'methods'], value: Object.fromEntries(limits) as Json}
      return [{path: ['usagePlans', plan, 'stages'], value: [...stages]}, ...(moved === undefined ? [] : [moved])]
    }),
  ]
}

/** Limits to begin with: what one client of a small service needs. */
function planEdits({usagePlan, stages}: Tailoring): Edit[] {
  if (usagePlan === undefined) return []
  const plan = {
    throttle: {rateLimit: 10, burstLimit: 20},
    quota: {limit: 10_000, period: 'MONTH'},
    stages: [...stages],
    keys: [firstKey],
  }
  return [
    {path: ['usagePlans', usagePlan], value: plan},
    {path: ['apiKeys', firstKey], value: {description: 'The first client; AWS makes the value.'}},
  ]
}

/** A WebSocket API checks who connects, once. */
function connectEdits({routes}: ParsedSettings, {kind, auth}: Tailoring): Edit[] {
  if (kind !== 'websocket' || auth !== 'iam') return []
  const connect = routes?.$connect ?? {}
  const route = typeof connect === 'string' ? {function: connect} : (connect as {[member: string]: Json})
  return [{path: ['routes', '$connect'], value: {...route, authorizer: 'AWS_IAM'}}]
}
