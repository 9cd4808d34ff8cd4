import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Ajv2020} from 'ajv/dist/2020.js'
import ts from 'typescript'
import {test} from 'vitest'
import {resultFiles} from '../../scripts/result-schema/result-files.js'
import {TypeSchemas} from '../../scripts/result-schema/type-schema.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'schemas/results')
const files = readdirSync(folder).sort()

test('schemas/results says what the types say (npm run gen:schema)', () => {
  const made = resultFiles(root)
  assert.deepEqual(files, made.map(({file}) => file).sort())
  for (const {file, text} of made) assert.equal(readFileSync(join(folder, file), 'utf8'), text, file)
})

test('each schema compiles strictly, and its name has a version', () => {
  for (const file of files.filter((each) => each !== 'index.json')) {
    const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {$id: string}
    assert.equal(schema.$id, `urn:apigw:result:${file.replace('.schema.json', '')}:1`)
    assert.doesNotThrow(() => new Ajv2020({strict: true, allowUnionTypes: true}).compile(schema), file)
  }
})

const cases = [
  {name: 'members that may be missing', type: '{a: string; b?: number; c: boolean | undefined}', schema: {type: 'object', properties: {a: {type: 'string'}, b: {type: 'number'}, c: {type: 'boolean'}}, required: ['a']}}, // prettier-ignore
  {
    name: 'words and null',
    type: `'on' | 'off' | 3 | null`,
    schema: {anyOf: [{enum: ['on', 'off', 3]}, {type: 'null'}]},
  },
  {name: 'a record', type: 'Readonly<Record<string, string[]>>', schema: {type: 'object', additionalProperties: {type: 'array', items: {type: 'string'}}}}, // prettier-ignore
  {name: 'what functions stand beside', type: '{name: string; run: () => void}', schema: {type: 'object', properties: {name: {type: 'string'}}, required: ['name']}}, // prettier-ignore
  {name: 'a pair', type: 'readonly [string, 1]', schema: {type: 'array', prefixItems: [{type: 'string'}, {const: 1}], minItems: 2}}, // prettier-ignore
  {name: 'a part of a type', type: `Pick<{a: 1; b: 2}, 'a'>`, schema: {type: 'object', properties: {a: {const: 1}}, required: ['a']}}, // prettier-ignore
  {name: 'anything', type: '{body: unknown}', schema: {type: 'object', properties: {body: {}}}},
]

const recursive = 'type Tree = string | {readonly [name: string]: Tree | undefined}\n'

/** All types of the table in one program, in memory. */
function schemaOf(types: readonly string[]): (index: number) => object {
  const file = '/types.ts'
  const text = recursive + types.map((type, index) => `export declare const value${index}: ${type}`).join('\n')
  const options = {strict: true, target: ts.ScriptTarget.ES2022, types: []}
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest)
  const program = ts.createProgram([file], options, host)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const values = module === undefined ? [] : checker.getExportsOfModule(module)
  return (index) => {
    const symbol = values.find(({name}) => name === `value${index}`)
    assert.ok(symbol !== undefined)
    const schemas = new TypeSchemas(checker)
    const schema = schemas.schemaOf(checker.getTypeOfSymbol(symbol))
    const definitions = [...schemas.definitions].map(([name, definition]) => [name, definition.schema])
    return {...schema, ...(definitions.length > 0 && {$defs: Object.fromEntries(definitions) as object})}
  }
}

const made = schemaOf([...cases.map(({type}) => type), 'Tree', 'Map<string, string>', 'symbol'])

for (const [index, {name, schema}] of cases.entries()) {
  test(`TypeSchemas: ${name}`, () => assert.deepEqual(made(index), schema))
}

test('TypeSchemas: a type that contains itself becomes a definition', () => {
  const tree = {anyOf: [{type: 'string'}, {type: 'object', additionalProperties: {$ref: '#/$defs/Tree'}}]}
  assert.deepEqual(made(cases.length), {$ref: '#/$defs/Tree', $defs: {Tree: tree}})
})

test('TypeSchemas: a type that JSON does not have is refused', () => {
  assert.throws(() => made(cases.length + 1), /JSON has no Map<string, string>/)
  assert.throws(() => made(cases.length + 2), /JSON has no symbol/)
})
