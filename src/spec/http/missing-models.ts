import {child, follow, members, refOf} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import type {Reader} from '../reader.js'

/**
 * Notes AWS's warnings about schemas that an operation's responses refer to and the document does not have. HTTP APIs
 * have no use for them, so they are no problem of ours.
 * Text: getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_reimport.py (2022-11-17)
 */
export function noteMissingModels(reader: Reader, operation: Cursor): void {
  const [, path, verb] = operation.path
  for (const [status, response] of members(child(operation, 'responses'))) {
    for (const [, content] of members(child(response, 'content'))) {
      const ref = refOf(child(content, 'schema'))
      if (ref === undefined || follow(reader.document.root, ref) !== undefined) continue
      reader.findings.note(
        `Parse issue: attribute paths.'${String(path)}'(${String(verb)}).responses.${status}.content.schema.${ref} is missing`,
      )
    }
  }
}
