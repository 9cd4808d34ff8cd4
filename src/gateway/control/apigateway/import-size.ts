import {isJsonObject, type Json, type JsonObject} from '../../../model/json.js'
import {objectAt} from '../../../model/json-object.js'
import {badRequest} from './refuse.js'
import {checkPathLength, checkResourceCount} from './resource-tree.js'

const maximumBasePathLength = 2048

/**
 * Refuses a document whose paths stand for more resources than an API may have, before anything is made of them: a body
 * of a few thousand characters can mean gigabytes of intermediate resources.
 */
export function checkImportSize(root: JsonObject): void {
  const tooLong = basePathsOf(root).some((text) => typeof text === 'string' && text.length > maximumBasePathLength)
  if (tooLong) throw badRequest('Invalid OpenAPI input.')
  const resources = new Set<string>(['/'])
  for (const path of Object.keys(objectAt(root, 'paths'))) {
    checkPathLength(path)
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) resources.add(path.slice(0, end))
    checkResourceCount(resources.size)
  }
}

/** Every text that a base path may be read from. */
function basePathsOf({basePath = '', servers = []}: JsonObject): Json[] {
  const list = Array.isArray(servers) ? (servers as readonly Json[]).filter(isJsonObject) : []
  return [
    basePath,
    ...list.flatMap((server) => [
      server['url'] ?? '',
      objectAt(objectAt(server, 'variables'), 'basePath')['default'] ?? '',
    ]),
  ]
}
