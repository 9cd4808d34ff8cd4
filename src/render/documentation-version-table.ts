import type {Table} from './table.js'

/** As `src/aws/read/documentation-versions.ts` reads them; `createdDate` is ISO 8601. */
export type ShownVersion = {version: string; description?: string; createdDate?: string; stages: readonly string[]}

/** Published versions of a documentation, as they come. Pure. */
export function documentationVersionTable(versions: readonly ShownVersion[]): Table {
  return {
    headings: ['version', 'published', 'shown by', 'description'],
    rows: versions.map(({version, createdDate = '', stages, description = ''}) => [
      version,
      createdDate.slice(0, 10),
      stages.join(', '),
      description,
    ]),
    empty: 'No version of its documentation was published. "apigw docs publish VERSION" does it.',
  }
}
