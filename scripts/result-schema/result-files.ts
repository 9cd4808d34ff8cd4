import {commandTypes} from './command-types.js'
import {TypeSchemas} from './type-schema.js'
import type {JsonSchema} from './type-schema.js'

/** A file of schemas/results: its name and its text. */
export type SchemaFile = {file: string; text: string}

/** Raised when a member of a result goes, becomes another type or stops being there always. */
const version = 1

/**
 * The schemas of schemas/results: one for each type of result, whole in itself, one for failures, and index.json, which
 * says for each command which is its own. Reads the sources by the compiler.
 */
export function resultFiles(root: string): SchemaFile[] {
  const {checker, commands, failure} = commandTypes(root)
  const schemas = new TypeSchemas(checker)
  const results = commands.map(({command, type}) => {
    const schema = schemas.schemaOf(type)
    return {command, schema, name: nameOf(schema) ?? command.replaceAll(' ', '-')}
  })
  const names = [...new Set(results.map(({name}) => name))].sort()
  const files = names.map((name) => {
    const own = results.filter((result) => result.name === name)
    const [schema] = new Set(own.map((result) => JSON.stringify(result.schema)))
    return whole(name, JSON.parse(schema ?? '{}') as JsonSchema, {
      $comment: `What these print with --json: ${own.map(({command}) => `apigw ${command}`).join(', ')}.`,
      schemas,
    })
  })
  const index = Object.fromEntries(results.map(({command, name}) => [command, fileName(name)]))
  const failed = {$comment: 'What each command prints with --json when it fails.', schemas}
  return [
    ...files,
    whole('failure', schemas.schemaOf(failure), failed),
    {file: 'index.json', text: `${JSON.stringify(index, undefined, 2)}\n`},
  ]
}

/** `deployed-stage`, or `deployed-stage-list` for a list of them; undefined for a type that the sources do not name. */
function nameOf({$ref, type, items}: JsonSchema): string | undefined {
  const name = ($ref ?? items?.$ref)?.replace('#/$defs/', '')
  if (name === undefined) return undefined
  const word = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  return type === 'array' ? `${word}-list` : word
}

function fileName(name: string): string {
  return `${name}.schema.json`
}

/** A schema with all that it refers to. */
function whole(name: string, schema: JsonSchema, {$comment, schemas}: {$comment: string; schemas: TypeSchemas}) {
  const found = new Map<string, JsonSchema>()
  collect(schema, schemas, found)
  const $defs = Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)))
  const file = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:apigw:result:${name}:${version}`,
    $comment,
    ...schema,
    ...(found.size > 0 && {$defs}),
  }
  return {file: fileName(name), text: `${JSON.stringify(file, undefined, 2)}\n`}
}

function collect(schema: JsonSchema, schemas: TypeSchemas, found: Map<string, JsonSchema>): void {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)) {
    const definition = schemas.definitions.get(name)
    if (definition === undefined || found.has(name)) continue
    found.set(name, definition.schema)
    collect(definition.schema, schemas, found)
  }
}
