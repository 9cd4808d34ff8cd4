import assert from 'node:assert/strict'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {test} from 'vitest'
import {lintDefinition, lintStructure} from '../../src/spec/lint.js'
import {brief, parsed} from './support.js'

const cases = [
  {
    name: 'what the specification forbids, in any-methods too',
    text: `openapi: 3.0.1
info: {title: x, version: '1'}
paths:
  /a:
    x-amazon-apigateway-any-method:
      responses: {200: {descripton: x}}
`,
    problems: ['warning LINT_STRUCT 6:19', 'warning LINT_STRUCT 6:25'],
  },
  {
    name: 'an operationId that is used twice',
    text: `openapi: 3.0.1
info: {title: x, version: '1'}
paths:
  /a:
    get: {operationId: a, responses: {200: {description: x}}}
    put: {operationId: a, responses: {200: {description: x}}}
`,
    problems: ['warning LINT_OPERATION_OPERATIONID_UNIQUE 6:5'],
  },
  {
    name: "nothing in Swagger's short references and unquoted version",
    text: `swagger: 2.0
info: {title: x, version: '1'}
paths: {/a: {get: {responses: {200: {description: x, schema: {$ref: Pet}}}}}}
definitions: {Pet: {type: object}}
`,
    problems: [],
  },
  {name: 'nothing in a version that is not known', text: 'openapi: 9.0.0\n', problems: []},
]

for (const {name, text, problems} of cases) {
  test(`lintStructure: tells ${name}`, async () => {
    assert.deepEqual(brief(await lintStructure(parsed(text))), problems)
  })
}

test('lintDefinition: our problems and those of the structure in one list, each place once, nothing read from elsewhere', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'apigw-lint-'))
  try {
    const text = `openapi: 3.0.1
info: {title: x}
paths:
  /a: {$ref: 'https://example.com/a.yaml'}
  /b:
    get:
      x-amazon-apigateway-integration: {type: mock, urri: x}
`
    await writeFile(path.join(folder, 'openapi.yaml'), text)
    const {api, problems} = await lintDefinition('openapi.yaml', {cwd: folder, kind: 'rest', variables: {}})
    assert.equal(api, undefined)
    assert.deepEqual(brief(problems), [
      'warning LINT_STRUCT 2:1',
      'error SPEC_REF_REMOTE 4:14',
      'warning LINT_STRUCT 6:5',
      'error SPEC_UNKNOWN_KEY 7:53',
    ])
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
})
