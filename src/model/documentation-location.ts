import type {DocumentationPart} from './rest-api.js'

type Location = DocumentationPart['location']

const withoutPath: ReadonlySet<string> = new Set(['API', 'AUTHORIZER', 'MODEL'])

/**
 * The location as AWS answers it: what belongs to a path belongs to the root when it names none.
 *
 * Source: an import recorded on 2026-02-09, and
 * https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPartLocation.html
 */
export function locationWithPath(location: Location): Location {
  return withoutPath.has(location.type) ? location : {...location, path: location.path ?? '/'}
}
