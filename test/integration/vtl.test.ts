import assert from 'node:assert/strict'
import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, test} from 'vitest'
import {runCli, temporaryFolder} from '../support/cli.js'

const folder = temporaryFolder()

afterAll(() => rmSync(folder, {recursive: true}))

writeFileSync(
  join(folder, 'pets.vtl'),
  '#set($pet = $input.path("$"))\n{"name": "$pet.name", "id": "$input.params("id")"}\n',
)

test('vtl render prints what the template prints, and nothing else', async () => {
  const params = '{"path": {"id": 7}}'
  const rendered = await runCli(['vtl', 'render', 'pets.vtl', '--input', '-', '--params', params], {
    cwd: folder,
    input: '{"name": "Rex"}',
  })
  assert.deepEqual(rendered, {code: 0, stdout: '{"name": "Rex", "id": "7"}\n', stderr: ''})
})

test('vtl render --json tells what the template overrides, and warns of what AWS does not carry out', async () => {
  const source = '#set($context.responseOverride.status = 404)#macro(m)x#end'
  const {stdout, code} = await runCli(['vtl', 'render', '-', '--json'], {cwd: folder, input: source})
  const {responseOverride, warnings} = JSON.parse(stdout) as {responseOverride: object; warnings: {code: string}[]}
  assert.deepEqual(
    [code, responseOverride, warnings.map((warning) => warning.code)],
    [0, {status: 404, header: {}}, ['VTL_NOT_ON_AWS']],
  )
})

const failures = [
  {
    name: 'a template that fails',
    args: ['pets.vtl', '--input', '{'],
    code: 1,
    stderr: /pets\.vtl:1:20 {2}VTL_FAILED[^]*> 1 \| #set/,
  },
  {name: 'parameters that are no JSON', args: ['pets.vtl', '--params', '{'], code: 64, stderr: /VTL_INPUT_INVALID/},
  {name: 'a template that is not there', args: ['none.vtl'], code: 64, stderr: /VTL_UNREADABLE/},
  {
    name: 'a file without its @',
    args: ['pets.vtl', '--input', 'pets.vtl'],
    code: 64,
    stderr: /Write --input @pets.vtl/,
  },
  {name: 'two values from stdin', args: ['-', '--input', '-'], code: 64, stderr: /TEMPLATE and --input/},
]

for (const {name, args, code, stderr} of failures) {
  test(`vtl render: ${name} exits with ${code}`, async () => {
    const result = await runCli(['vtl', 'render', ...args], {cwd: folder})
    assert.deepEqual([result.code, result.stdout], [code, ''])
    assert.match(result.stderr, stderr)
  })
}

test('vtl test fails, updates, passes, and writes its report', async () => {
  mkdirSync(join(folder, 'cases', 'rex'), {recursive: true})
  writeFileSync(join(folder, 'cases', 'template.vtl'), '$input.path("$.name")\n')
  writeFileSync(join(folder, 'cases', 'rex', 'input.json'), '{"name": "Rex"}')
  const failed = await runCli(['vtl', 'test', 'cases', '--junit', 'reports/vtl.xml'], {cwd: folder})
  assert.equal(failed.code, 1)
  assert.match(failed.stdout, /FAILED {2}rex[^]*0 passed, 1 failed/)
  assert.ok(existsSync(join(folder, 'reports', 'vtl.xml')))
  assert.equal((await runCli(['vtl', 'test', 'cases', '--update'], {cwd: folder})).code, 0)
  const passed = await runCli(['vtl', 'test', 'cases'], {cwd: folder})
  assert.deepEqual(passed, {code: 0, stdout: 'passed  rex\n1 passed, 0 failed\n', stderr: ''})
  assert.equal((await runCli(['vtl', 'test', 'reports'], {cwd: folder})).code, 64)
})
