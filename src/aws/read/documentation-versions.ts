import {GetDocumentationVersionsCommand, GetStagesCommand} from '@aws-sdk/client-api-gateway'
import {present} from '../../model/present.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/** A published version of the documentation of a REST API, and the stages whose exports show it. */
export type DocumentationVersion = {
  version: string
  description?: string
  /** ISO 8601. */
  createdDate?: string
  stages: readonly string[]
}

/** What is published of a REST API's documentation: versions by name, and the names of all its stages. */
export type PublishedDocumentation = {versions: readonly DocumentationVersion[]; stageNames: readonly string[]}

/** One call for the stages and one per 500 versions. */
export async function readDocumentationVersions(clients: Clients, restApiId: string): Promise<PublishedDocumentation> {
  const client = await clients.rest()
  const [{item: stages = []}, listed] = await Promise.all([
    client.send(new GetStagesCommand({restApiId})),
    paginate(async (position) => {
      const page = await client.send(new GetDocumentationVersionsCommand({restApiId, limit: 500, position}))
      return {items: page.items, next: page.position}
    }),
  ])
  const namesOf = (those: typeof stages) => those.map(({stageName = ''}) => stageName).sort()
  const versions = listed.map(({version = '', description, createdDate}) =>
    present({
      version,
      description,
      createdDate: createdDate?.toISOString(),
      stages: namesOf(stages.filter(({documentationVersion}) => documentationVersion === version)),
    }),
  )
  return {
    versions: versions.sort((one, other) => one.version.localeCompare(other.version, 'en', {numeric: true})),
    stageNames: namesOf(stages),
  }
}
