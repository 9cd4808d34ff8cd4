import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterEach, test} from 'vitest'
import {testVtl} from '../../../src/project/mapping/test-vtl.js'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true})
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-vtl-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const template = "$input.path('$.n') $input.params('id') $context.stage $stageVariables.color\n"

test('a fixture renders its template with its input, parameters, context and stage variables', async () => {
  const folder = folderWith({
    'pets/template.vtl': template,
    'pets/input.json': '{"n": 1}',
    'pets/params.json': '{"path": {"id": 7}}',
    'pets/context.json': '{"stage": "prod"}',
    'pets/stage-variables.json': '{"color": "red"}',
    'pets/expected.txt': '1 7 prod red\n',
  })
  const {cases, ...totals} = await testVtl(folder, {update: false})
  assert.deepEqual(
    {...totals, statuses: cases.map(({name, status}) => `${name} ${status}`)},
    {
      folder,
      passed: 1,
      failed: 0,
      updated: 0,
      statuses: ['pets passed'],
    },
  )
})

test('fixtures share the template of a folder above, the nearest one counts, and dependencies are not searched', async () => {
  const folder = folderWith({
    'template.vtl': 'outer',
    'one/input.json': '{}',
    'one/expected.txt': 'outer',
    'inner/other.vtl': 'inner',
    'inner/two/input.json': '{}',
    'inner/two/expected.txt': 'inner',
    'node_modules/x/input.json': '{}',
    'empty/readme.md': '',
  })
  const {cases} = await testVtl(folder, {update: false})
  assert.deepEqual(
    cases.map(({name, template: file, status}) => [name, file, status]),
    [
      [join('inner', 'two'), join('inner', 'other.vtl'), 'passed'],
      ['one', 'template.vtl', 'passed'],
    ],
  )
})

test('what differs fails; --update writes it, and the kind that no longer holds goes', async () => {
  const folder = folderWith({
    'template.vtl': "$input.path('$.n')",
    'prints/input.json': '{"n": 1}',
    'prints/error.txt': '1:1 old\n',
    'fails/input.json': '{',
    'fails/expected.txt': 'old',
    'fresh/input.json': '{"n": 2}',
  })
  const before = await testVtl(folder, {update: false})
  assert.deepEqual([before.passed, before.failed], [0, 3])
  const updated = await testVtl(folder, {update: true})
  assert.deepEqual([updated.failed, updated.updated], [0, 3])
  assert.deepEqual(readdirSync(join(folder, 'prints')).sort(), ['expected.txt', 'input.json'])
  assert.deepEqual(readdirSync(join(folder, 'fails')).sort(), ['error.txt', 'input.json'])
  assert.match(
    readFileSync(join(folder, 'fails', 'error.txt'), 'utf8'),
    /^1:\d+ Could not parse request body into json/,
  )
  const after = await testVtl(folder, {update: true})
  assert.deepEqual([after.passed, after.updated], [3, 0])
})

test('a template that fails tells where, with the lines around', async () => {
  const folder = folderWith({'a/template.vtl': 'one\n#if($x\n', 'a/expected.txt': ''})
  const [result] = (await testVtl(folder, {update: false})).cases
  assert.deepEqual([result?.error?.line, result?.error?.column], [3, 1])
  assert.match(result?.error?.frame ?? '', /> 3 \| \n/)
})

const refused = [
  {name: 'a folder without fixtures', files: {'a/readme.md': ''}, code: 'VTL_CASES_NOT_FOUND'},
  {name: 'two templates', files: {'a.vtl': '', 'b.vtl': '', 'input.json': '{}'}, code: 'VTL_CASE_AMBIGUOUS'},
  {name: 'parameters that are no JSON', files: {'a.vtl': '', 'params.json': '{'}, code: 'VTL_INPUT_INVALID'},
  {name: 'parameters in a wrong place', files: {'a.vtl': '', 'params.json': '{"id": 7}'}, code: 'VTL_INPUT_INVALID'},
  {
    name: 'variables that are lists',
    files: {'a.vtl': '', 'stage-variables.json': '{"a": []}'},
    code: 'VTL_INPUT_INVALID',
  },
]

for (const {name, files, code} of refused) {
  test(`${name} is a mistake of usage`, async () => {
    await assert.rejects(testVtl(folderWith(files), {update: false}), {code, exit: 'usage'})
  })
}

test('a folder that is not there is a mistake of usage', async () => {
  await assert.rejects(testVtl(join(tmpdir(), 'apigw-no-such-folder'), {update: false}), {code: 'VTL_CASES_NOT_FOUND'})
})
