import type {Cursor} from '../cursor.js'
import type {Reader} from '../reader.js'

/** A path item with the path its methods get, base path included. */
export type RestPath = {path: string; item: Cursor}

const part = /^(?:[a-zA-Z0-9._\-:,]+|\{[a-zA-Z0-9._\-:,]+\+?\})$/

/**
 * The resource path of a key of `paths`, or undefined after an error.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function resourcePath(reader: Reader, written: string, item: Cursor): string | undefined {
  const refuse = (why: string, fix: string, aws?: string) => {
    badPath(reader, item, {written, why, fix, text: aws ?? why})
    return undefined
  }
  if (!written.startsWith('/')) {
    refuse('A path begins with "/".', `Write "/${written}".`)
    return
  }
  const parts = written.split('/').slice(1)
  if (parts.at(-1) === '' && parts.length > 1) {
    parts.pop()
    reader.findings.warning(item.path, trailingSlash(written))
  }
  if (parts.length === 1 && parts[0] === '') return '/'
  const wrong = parts.find((each) => !part.test(each))
  if (wrong !== undefined) {
    const why = `The part "${wrong}" may only hold letters, digits and . _ - : , or be one {parameter} as a whole.`
    refuse(why, 'Make the parameter the whole part, or change the path.', partText)
    return
  }
  const greedy = parts.slice(0, -1).find((each) => each.endsWith('+}'))
  if (greedy !== undefined) {
    const text = `Cannot create a child of a resource with a greedy path variable: ${greedy}`
    refuse(`Nothing may follow the greedy ${greedy}.`, 'Make it the last part.', text)
    return
  }
  return `/${parts.join('/')}`
}

/** Every resource from `/` down to the paths given, sorted. Two different parameters at one place are an error. */
export function resourcesOf(reader: Reader, paths: readonly RestPath[]): string[] {
  const resources = new Set(['/'])
  const variables = new Map<string, string>()
  for (const {path, item} of paths) {
    let parent = ''
    for (const each of path.split('/').slice(1)) {
      if (each.startsWith('{')) checkSibling(reader, {variables, parent, part: each, item})
      parent = `${parent}/${each}`
      resources.add(parent)
    }
  }
  return [...resources].sort()
}

function checkSibling(
  reader: Reader,
  {variables, parent, part: own, item}: {variables: Map<string, string>; parent: string; part: string; item: Cursor},
): void {
  const first = variables.get(parent)
  if (first === undefined) variables.set(parent, own)
  if (first === undefined || first === own) return
  const path = `${parent}/${own}`
  reader.findings.error(item.path, {
    code: 'SPEC_PATH_CONFLICT',
    part: 'key',
    what: `The parameter ${own} stands where another path has ${first}.`,
    why: 'API Gateway allows one parameter name at one place of its resource tree.',
    fix: `Use ${first} here too.`,
    aws: `Unable to create resource at path '${path}': A sibling (${first}) of this resource already has a variable path part -- only one is allowed`,
  })
}

const partText =
  "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end."

function badPath(
  reader: Reader,
  item: Cursor,
  {written, why, fix, text}: {written: string; why: string; fix: string; text: string},
): void {
  reader.findings.error(item.path, {
    code: 'SPEC_BAD_PATH',
    part: 'key',
    what: `"${written}" cannot be a resource.`,
    why,
    fix,
    aws: `Unable to create resource at path '${written}': ${text}`,
  })
}

function trailingSlash(written: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_TRAILING_SLASH',
    part: 'key',
    what: `The slash at the end of "${written}" has no effect.`,
    why: 'API Gateway answers for a path with and without it alike.',
    fix: `Write "${written.slice(0, -1)}".`,
  }
}
