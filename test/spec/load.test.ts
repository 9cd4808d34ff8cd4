import assert from 'node:assert/strict'
import {chmod, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {locate} from '../../src/spec/document.js'
import {loadDefinition} from '../../src/spec/load.js'
import {loadApi} from '../../src/spec/load-api.js'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'apigw-load-'))
})

afterEach(async () => {
  await rm(folder, {recursive: true, force: true})
})

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), {recursive: true})
    await writeFile(file, content)
  }
}

/** Problems of all files in short: `file:line:column code`. */
async function problemsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  await write(files)
  const {problems} = await loadDefinition('openapi.yaml', {cwd: folder})
  return problems.map(({file, line, column, code}) => `${file}:${line}:${column} ${code}`)
}

const head = 'openapi: 3.0.1\ninfo: {title: pets}\n'

test('loadDefinition: brings in what other files hold, schemas under names of their own', async () => {
  await write({
    'openapi.yaml': `${head}paths:
  /pets: {$ref: paths/pets.yaml}
components:
  schemas:
    Owner: {type: object, properties: {pets: {$ref: 'schemas/pet.yaml'}}}
`,
    'paths/pets.yaml': `get:
  parameters: [{$ref: '../shared.json#/parameters/page'}]
  requestBody:
    content: {application/json: {schema: {$ref: '../schemas/pet.yaml'}}}
`,
    'shared.json': '{"parameters": {"page": {"name": "page", "in": "query"}}}',
    'schemas/pet.yaml': `type: object
properties:
  parent: {$ref: '#'}
  owner: {$ref: '../openapi.yaml#/components/schemas/Owner'}
  tag: {$ref: 'tags.yaml#/definitions/Tag-1'}
`,
    'schemas/tags.yaml': 'definitions: {Tag-1: {type: string}}\n',
  })
  const {document, problems, files} = await loadDefinition('openapi.yaml', {cwd: folder})
  assert.deepEqual(problems, [])
  assert.deepEqual(document?.root, {
    openapi: '3.0.1',
    info: {title: 'pets'},
    paths: {
      '/pets': {
        get: {
          parameters: [{name: 'page', in: 'query'}],
          requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/pet'}}}},
        },
      },
    },
    components: {
      schemas: {
        Owner: {type: 'object', properties: {pets: {$ref: '#/components/schemas/pet'}}},
        pet: {
          type: 'object',
          properties: {
            parent: {$ref: '#/components/schemas/pet'},
            owner: {$ref: '#/components/schemas/Owner'},
            tag: {$ref: '#/components/schemas/Tag1'},
          },
        },
        Tag1: {type: 'string'},
      },
    },
  })
  assert.deepEqual(files.map((file) => path.relative(folder, file)).sort(), [
    'openapi.yaml',
    'paths/pets.yaml',
    'schemas/pet.yaml',
    'schemas/tags.yaml',
    'shared.json',
  ])
  assert.deepEqual(locate(document, ['paths', '/pets', 'get', 'parameters', 0, 'in']), {
    file: 'shared.json',
    line: 1,
    column: 48,
  })
})

const refused = [
  {name: 'a file that is not there', ref: 'nothing.yaml', code: 'SPEC_REF_FILE'},
  {name: 'a folder', ref: 'folder', code: 'SPEC_REF_FILE'},
  {name: 'the network', ref: 'https://example.com/x.yaml', code: 'SPEC_REF_REMOTE'},
  {name: 'a file URL', ref: 'file:///etc/passwd', code: 'SPEC_REF_REMOTE'},
  {name: 'a file outside of the project', ref: '../../../../../../etc/passwd', code: 'SPEC_REF_OUTSIDE'},
  {name: 'a link that leads out of the project', ref: 'link.yaml', code: 'SPEC_REF_OUTSIDE'},
  {name: 'a value that is not there', ref: 'other.yaml#/b', code: 'SPEC_REF_NOT_FOUND'},
]

for (const {name, ref, code} of refused) {
  test(`loadDefinition: does not follow a reference to ${name}`, async () => {
    await mkdir(path.join(folder, 'folder'))
    await symlink('/etc/passwd', path.join(folder, 'link.yaml'))
    const files = {'openapi.yaml': `paths:\n  /pets:\n    $ref: '${ref}'\n`, 'other.yaml': 'a: 1\n'}
    assert.deepEqual(await problemsOf(files), [`openapi.yaml:3:11 ${code}`])
  })
}

test('loadDefinition: problems of every file are told, also of those that are referred to', async () => {
  const files = {'openapi.yaml': 'a: 1\na: 2\nb: {$ref: "b.yaml"}\n', 'b.yaml': 'x: "\\d"\n'}
  assert.deepEqual(await problemsOf(files), ['openapi.yaml:2:1 SPEC_DUPLICATE_KEY', 'b.yaml:1:5 SPEC_SYNTAX'])
})

test('loadDefinition: circles end, and those outside of schemas are told', async () => {
  const files = {
    'openapi.yaml': 'paths:\n  /a: {$ref: "a.yaml"}\n',
    'a.yaml': 'x:\n  $ref: "b.yaml"\n',
    'b.yaml': 'y:\n  $ref: "a.yaml"\n',
  }
  assert.deepEqual(await problemsOf(files), ['b.yaml:2:3 SPEC_REF_CIRCULAR'])
})

test('loadDefinition: references that double with each file are stopped', async () => {
  const names = Array.from({length: 30}, (_name, index) => `f${index}.yaml`)
  const files = Object.fromEntries(
    names.map((name, index) => [
      name,
      index === 29 ? 'x: 1\n' : `a: {$ref: f${index + 1}.yaml}\nb: {$ref: f${index + 1}.yaml}\n`,
    ]),
  )
  assert.deepEqual(await problemsOf({...files, 'openapi.yaml': 'x: {$ref: f0.yaml}\n'}), [
    'f29.yaml:1:1 SPEC_TOO_LARGE',
  ])
})

const unreadable = [
  {
    name: 'UTF-16',
    content: Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x3a, 0]),
    problems: ['openapi.yaml:1:1 SPEC_NOT_TEXT'],
  },
  {
    name: 'Latin-1',
    content: Uint8Array.from([0x61, 0x3a, 0x0a, 0x62, 0x3a, 0x20, 0xe9]),
    problems: ['openapi.yaml:2:4 SPEC_NOT_TEXT'],
  },
  {name: 'nothing', content: '', problems: ['openapi.yaml:1:1 SPEC_EMPTY']},
]

for (const {name, content, problems} of unreadable) {
  test(`loadDefinition: a file of ${name} is a problem`, async () => {
    assert.deepEqual(await problemsOf({'openapi.yaml': content}), problems)
  })
}

const noFile = [
  {name: 'a missing file', file: 'nothing.yaml', why: 'There is no file nothing.yaml.'},
  {name: 'a folder', file: 'folder', why: 'folder is a folder.'},
]

for (const {name, file, why} of noFile) {
  test(`loadDefinition: throws for ${name}`, async () => {
    await mkdir(path.join(folder, 'folder'))
    await assert.rejects(loadDefinition(file, {cwd: folder}), (error) => {
      assert.ok(error instanceof ApigwError)
      assert.deepEqual({code: error.code, exit: error.exit, why: error.why}, {code: 'SPEC_FILE', exit: 'usage', why})
      return true
    })
  })
}

test.skipIf(process.getuid?.() === 0)('loadDefinition: throws for a file that may not be read', async () => {
  await write({'openapi.yaml': 'a: 1\n'})
  await chmod(path.join(folder, 'openapi.yaml'), 0)
  await assert.rejects(loadDefinition('openapi.yaml', {cwd: folder}), {code: 'SPEC_FILE'})
})

test('loadApi: what is missing in another file is told once, not again by its consequences', async () => {
  await write({
    'openapi.yaml': `${head}paths:
  /pets:
    get:
      responses: {}
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: {Fn::Sub: 'https://\${host}'}}
`,
  })
  const {api, problems} = await loadApi('openapi.yaml', {cwd: folder, kind: 'rest', variables: {}})
  assert.equal(api, undefined)
  assert.deepEqual(
    problems.map(({code, line}) => `${line} ${code}`),
    ['7 SPEC_UNRESOLVED_VARIABLE'],
  )
})
