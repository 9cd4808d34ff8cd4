import {ApigwError} from '../errors/apigw-error.js'
import {canonicalJson} from '../model/json.js'
import type {DocumentationPart} from '../model/rest-api.js'

type Location = DocumentationPart['location']

/** Words for what a request has, after the path. */
const requestWords: Readonly<Record<string, string>> = {
  path: 'PATH_PARAMETER',
  query: 'QUERY_PARAMETER',
  header: 'REQUEST_HEADER',
  body: 'REQUEST_BODY',
}

/** Words for what a response has, after its status. */
const responseWords: Readonly<Record<string, string>> = {header: 'RESPONSE_HEADER', body: 'RESPONSE_BODY'}

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'] as const

/**
 * What a documentation part is about, as people say it: `api`, `/pets`, `GET /pets`, `GET /pets query limit`,
 * `GET /pets 200 header X-Page`, `model Pet`, `authorizer login`. A place that no such words say is its location as JSON.
 */
export function documentationName(location: Location): string {
  const words = wordsOf(location)
  const read = words === undefined ? undefined : parse(words)
  return words !== undefined && read !== undefined && isSamePlace(read, location) ? words : canonicalJson(location)
}

/** The location that such words stand for; verbs may be written small. Throws NAME_INVALID. */
export function toLocation(word: string): Location {
  const location = parse(word.trim().replaceAll(/\s+/g, ' '))
  if (location !== undefined) return location
  throw new ApigwError({
    code: 'NAME_INVALID',
    exit: 'usage',
    what: `"${word}" is nothing that can be documented.`,
    why: `It is api, a path, a route, something of a route, "model NAME" or "authorizer NAME"; verbs are ${methods.join(', ')}.`,
    fix: 'Write it so: "GET /pets", "GET /pets query limit", "GET /pets 200", "GET /pets 200 header X-Page", "model Pet".',
  })
}

function wordsOf({type, path = '/', method = '*', statusCode = '*', name}: Location): string | undefined {
  if (type === 'API') return 'api'
  if (type === 'MODEL' || type === 'AUTHORIZER') return `${type.toLowerCase()} ${name ?? ''}`
  if (type === 'RESOURCE') return path
  if (type === 'METHOD') return `${method === '*' ? 'ANY' : method} ${path}`
  const place = method === '*' ? path : `${method} ${path}`
  const named = name === undefined ? [] : [name]
  const asked = wordFor(requestWords, type)
  if (asked !== undefined) return [place, asked, ...named].join(' ')
  const answer = [place, statusCode === '*' ? 'response' : statusCode]
  if (type === 'RESPONSE') return answer.join(' ')
  const answered = wordFor(responseWords, type)
  return answered === undefined ? undefined : [...answer, answered, ...named].join(' ')
}

function wordFor(words: Readonly<Record<string, string>>, type: string): string | undefined {
  return Object.keys(words).find((word) => words[word] === type)
}

/** AWS takes a path, method or status that is left out for the root, `*` and `*`. */
function isSamePlace(one: Location, other: Location): boolean {
  const inFull = ({path = '/', method = '*', statusCode = '*', ...rest}: Location) =>
    canonicalJson({...rest, path, method, statusCode})
  return inFull(one) === inFull(other)
}

function parse(words: string): Location | undefined {
  if (words.toLowerCase() === 'api') return {type: 'API'}
  const [, kind, name] = /^(model|authorizer) (.+)$/i.exec(words) ?? []
  if (kind !== undefined && name !== undefined) return {type: kind.toUpperCase(), name}
  const [, verb, path, rest = ''] = /^(?:([A-Za-z]+|\*) )?(\/\S*)(?: (.+))?$/.exec(words) ?? []
  if (path === undefined) return undefined
  const method = verb === '*' ? 'ANY' : verb?.toUpperCase()
  if (method !== undefined && !methods.some((each) => each === method)) return undefined
  if (rest === '') return method === undefined ? {type: 'RESOURCE', path} : {type: 'METHOD', path, method: method === 'ANY' ? '*' : method} // prettier-ignore
  return parsePart(rest, {path, ...(method !== undefined && method !== 'ANY' && {method})})
}

/** `query limit`, `body`, `200`, `200 header X-Page`, `response 200 body` */
function parsePart(words: string, place: Omit<Location, 'type'>): Location | undefined {
  const [, asked = '', name = ''] = /^(path|query|header|body)(?: (.+))?$/.exec(words) ?? []
  const type = requestWords[asked]
  if (type !== undefined) return named(type, place, name)
  const [matched, statusCode = '*', part, member = ''] =
    /^(?:response|(?:response )?([1-5]\d\d|\*))(?: (header|body)(?: (.+))?)?$/.exec(words) ?? []
  if (matched === undefined) return undefined
  const here = {...place, ...(statusCode !== '*' && {statusCode})}
  return part === undefined ? {type: 'RESPONSE', ...here} : named(responseWords[part] ?? '', here, member)
}

/** Parameters and headers have a name; a request body may have one. */
function named(type: string, place: Omit<Location, 'type'>, name: string): Location | undefined {
  const takesNone = type === 'RESPONSE_BODY'
  if (name === '') return type === 'REQUEST_BODY' || takesNone ? {type, ...place} : undefined
  return takesNone ? undefined : {type, ...place, name}
}
