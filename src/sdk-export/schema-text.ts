import type {JsonObject} from '../model/json.js'

/**
 * The TypeScript types of an OpenAPI document, by openapi-typescript. The document has to be one of ours: references
 * to files or URLs would be followed. Loading the generator takes about half a second, so it is loaded here.
 */
export async function schemaText(document: JsonObject): Promise<string> {
  const {default: openapiTS, astToString} = await import('openapi-typescript')
  // Its types of a document are narrower than JSON; a document of ours is one.
  const nodes = await openapiTS(JSON.stringify(document), {
    alphabetize: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
  })
  return `// Generated from the definition of the API: changes are lost.\n\n${astToString(nodes)}`
}
