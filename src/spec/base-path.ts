import {child, members} from './cursor.js'
import type {Cursor} from './cursor.js'
import {readText} from './reader.js'
import type {Reader} from './reader.js'

/** What the import does with the base path: nothing, put it before each path, or that without its first part. */
export type BasePath = 'ignore' | 'prepend' | 'split'

/**
 * The text to put before every path, `` or `/b/c`.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
export function pathPrefix(reader: Reader, basePath: BasePath): string {
  if (basePath === 'ignore') return ''
  const parts = declaredBasePath(reader)
    .split('/')
    .filter((part) => part !== '')
  const kept = basePath === 'split' ? parts.slice(1) : parts
  return kept.map((part) => `/${part}`).join('')
}

/** Swagger's `basePath`; else the first server's variable `basePath`, else the path of its URL. */
function declaredBasePath(reader: Reader): string {
  const root: Cursor = {value: reader.document.root, path: []}
  if (reader.version === '2.0') return readText(reader, child(root, 'basePath')) ?? ''
  const servers = child(root, 'servers')
  const all = Array.isArray(servers.value) ? servers.value.map((_server, index) => child(servers, index)) : []
  for (const server of all) {
    const variable = members(child(server, 'variables')).find(([name]) => name === 'basePath')
    if (variable !== undefined) return readText(reader, child(variable[1], 'default')) ?? ''
  }
  const [first] = all
  return first === undefined ? '' : pathOf(readText(reader, child(first, 'url')) ?? '')
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
}
