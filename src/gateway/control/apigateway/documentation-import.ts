import {parseDefinition} from '../../../spec/parse.js'
import {toRestApi} from '../../../spec/to-rest-api.js'
import type {DocumentationPart} from '../../../model/rest-api.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {checkLocation} from './documentation-location.js'
import {findRestApi} from './find.js'
import {importDocumentation, type ImportMode} from './import-definition.js'
import {checkImportSize} from './import-size.js'
import {present} from './present.js'
import {badRequest} from './refuse.js'

type ImportInput = {restApiId: string; mode?: ImportMode; failOnWarnings?: boolean; body?: Buffer}

/** Reads the documentation of an OpenAPI document, and nothing else of it. */
function importDocumentationParts(input: ImportInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const {parts, warnings} = readParts(input.body?.toString('utf8') ?? '')
  if (input.failOnWarnings === true && warnings.length > 0) {
    throw badRequest(`Warnings found during import:\n\t${warnings.join('\n\t')}`)
  }
  for (const {location} of parts) checkLocation(location)
  const ids = importDocumentation(context, id, parts, input.mode ?? 'merge')
  return present({ids, warnings: warnings.length === 0 ? undefined : warnings})
}

function readParts(text: string): {parts: readonly DocumentationPart[]; warnings: string[]} {
  const {document} = parseDefinition({text, file: 'body'}, {duplicateKeys: 'last'})
  if (document === undefined) throw badRequest('Unable to build importer with provided input.')
  checkImportSize(document.root)
  const {api, warnings} = toRestApi(document, {mode: 'import', basePath: 'ignore', documentation: 'all'})
  if (api === undefined) throw badRequest('Unable to build importer with provided input.')
  return {parts: api.documentationParts, warnings}
}

export const documentationImportOperations: Operations = {
  ImportDocumentationParts: operation(importDocumentationParts),
}
