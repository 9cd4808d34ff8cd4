import type {MethodKey, RestApi} from '../../../model/rest-api.js'

/** One call of a generated client. */
export type SdkMethod = {
  /** `petsPetIdGet`, as AWS names the calls of its JavaScript SDKs. */
  name: string
  verb: string
  path: string
  /** Request parameters in the order of their names. */
  parameters: readonly {name: string; place: 'path' | 'querystring' | 'header'; isRequired: boolean}[]
  /** Name of the model of a JSON body. */
  bodyModel?: string
  /** Names of the models of JSON answers with a 2xx status. */
  answerModels: readonly string[]
  needsApiKey: boolean
}

const verbsOfAny = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']

/** The calls of an API's client, by path and verb; a method for any verb is a call for each. */
export function sdkMethods(api: RestApi): SdkMethod[] {
  const taken = new Set<string>()
  return Object.entries(api.methods).flatMap(([key, method]) => {
    const [verb, path] = splitKey(key as MethodKey)
    const json = method.requestModels['application/json']
    const common = {
      path,
      parameters: Object.entries(method.requestParameters).flatMap(([name, isRequired]) =>
        parameterOf(name, isRequired),
      ),
      ...(json === undefined ? {} : {bodyModel: json}),
      answerModels: Object.entries(method.responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, {responseModels}]) => responseModels['application/json'] ?? []),
      needsApiKey: method.apiKeyRequired,
    }
    const verbs = verb === 'ANY' ? verbsOfAny : [verb]
    return verbs.map((each) => ({...common, verb: each, name: freeName(callName(path, each), taken)}))
  })
}

function splitKey(key: MethodKey): [verb: string, path: string] {
  const space = key.indexOf(' ')
  return [key.slice(0, space), key.slice(space + 1)]
}

function parameterOf(name: string, isRequired: boolean): SdkMethod['parameters'][number][] {
  const [, place, own = ''] = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(name) ?? []
  if (place !== 'path' && place !== 'querystring' && place !== 'header') return []
  return [{name: own, place, isRequired: isRequired || place === 'path'}]
}

/** `/pets/{petId}` and GET -> `petsPetIdGet`; the root is called `root`. */
function callName(path: string, verb: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const name = (words.length === 0 ? ['root'] : words).map((word, index) => (index === 0 ? lower(word) : upper(word)))
  return `${/^\d/.test(name[0] ?? '') ? '_' : ''}${name.join('')}${upper(verb.toLowerCase())}`
}

function lower(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1)
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Two paths may read alike: the later one gets a number. */
function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`
  taken.add(free)
  return free
}
