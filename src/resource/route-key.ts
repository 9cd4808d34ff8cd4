import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import type {LiveApi} from '../model/live-api.js'
import type {MethodKey, RestApi} from '../model/rest-api.js'

const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'] as const

/**
 * A route as people type it (`get /pets/`, `GET /pets`) as API Gateway names it. HTTP APIs have `$default` too, and in
 * WebSocket APIs any text is a route. Throws ROUTE_INVALID.
 */
export function toRouteKey(word: string, {kind}: Pick<LiveApi, 'kind'>): string {
  const text = word.trim()
  if (kind === 'websocket') return text === '' ? refuse(word, 'It is empty.', 'Name it: sendMessage.') : text
  if (kind === 'http' && text === '$default') return text
  const [, verb = '', path = ''] = /^(\S+)\s+(\/\S*)$/.exec(text) ?? []
  if (path === '') return refuse(word, 'A route is a verb and a path.', `Write it so: "GET ${text.startsWith('/') ? text : '/pets'}".`) // prettier-ignore
  const known = verbs.find((each) => each === verb.toUpperCase())
  if (known === undefined) {
    return refuse(word, `Verbs are ${verbs.join(', ')}.`, `Did you mean ${didYouMean(verb, verbs) ?? 'ANY'} ${path}?`)
  }
  const parts = trimmed(path).split('/').slice(1)
  const wrong = parts.find((part, index) => !isPart(part, kind, index === parts.length - 1) && path !== '/')
  if (wrong !== undefined) {
    const why = `"${wrong}" cannot be a part of a path; a parameter is a whole part, and {name+} the last one.`
    return refuse(word, why, 'Write parameters so: "GET /pets/{id}" or "ANY /files/{proxy+}".')
  }
  return `${known} ${trimmed(path)}`
}

/** True for a key of a method of a REST API. */
export function isMethodKey(key: string): key is MethodKey {
  return /^[A-Z]+ \//.test(key)
}

/** The path of a method and all above it. */
export function pathsOf(key: string): string[] {
  const path = key.slice(key.indexOf(' ') + 1)
  const parts = path === '/' ? [] : path.split('/').slice(1)
  return ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)]
}

/**
 * AWS allows one path variable below each path of a REST API, so that `/pets/{id}` and `/pets/{name}/toys` cannot both
 * be there. Throws ROUTE_CONFLICT.
 */
export function requireOneVariable(api: RestApi, key: string): void {
  const wanted = pathsOf(key).filter((path) => path.endsWith('}'))
  for (const path of wanted) {
    const parent = path.slice(0, path.lastIndexOf('/'))
    const other = api.resources.find((each) => each !== path && /^\/\{[^/]*\}$/.test(each.slice(parent.length)) && each.startsWith(`${parent}/`)) // prettier-ignore
    if (other === undefined) continue
    throw new ApigwError({
      code: 'ROUTE_CONFLICT',
      exit: 'refused',
      what: `${key} cannot be added; nothing was changed.`,
      why: `${other} is there already, and AWS allows one path variable below ${parent || '/'}.`,
      fix: `Call the variable as it is called there: ${key.replace(path, other)}`,
    })
  }
}

/** Only the root ends with a slash; AWS keeps none elsewhere. */
function trimmed(path: string): string {
  return path === '/' ? path : path.replace(/\/+$/, '')
}

/** Source: API reference, CreateResource (pathPart); developer guide, "Routes for HTTP APIs". */
function isPart(part: string, kind: 'rest' | 'http', isLast: boolean): boolean {
  if (part.startsWith('{')) return /^\{[\w.:-]+\}$/.test(part) || (isLast && /^\{[\w.:-]+\+\}$/.test(part))
  return kind === 'rest' ? /^[\w.:~*!'()@$&,;=+%-]+$/.test(part) : /^[^{}\s?#]+$/.test(part)
}

function refuse(word: string, why: string, fix: string): never {
  throw new ApigwError({code: 'ROUTE_INVALID', exit: 'usage', what: `"${word}" is not a route.`, why, fix})
}
