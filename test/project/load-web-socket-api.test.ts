import assert from 'node:assert/strict'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {loadWebSocketApi} from '../../src/project/load-web-socket-api.js'

const variables = {'functions.send.arn': 'arn:aws:lambda:eu-west-1:123456789012:function:send', HOST: 'a.example'}

function load(yaml: string, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-load-'))
  for (const [name, text] of Object.entries({...files, 'apigw.yaml': yaml})) writeFileSync(join(folder, name), text)
  const options = {cwd: folder, folder, name: 'chat', tags: {}, variables}
  return loadWebSocketApi(join(folder, 'apigw.yaml'), options)
}

const head = 'name: chat\ntype: websocket\n'

test('loadWebSocketApi: variables are filled in, those of a running request stay', async () => {
  const {api, problems} = await load(
    `${head}routes:\n  a:\n    integration:\n      type: HTTP\n      uri: https://\${HOST}/\${stageVariables.path}\n      requestTemplates: '\${request.body.x} $input.body'\n`,
  )
  assert.deepEqual(problems, [])
  const integration = api?.routes['a']?.integration
  assert.deepEqual(
    [integration?.integrationUri, integration?.requestTemplates],
    ['https://a.example/${stageVariables.path}', {$default: '${request.body.x} $input.body'}],
  )
})

test('loadWebSocketApi: a model may be a file of its own, which is watched too', async () => {
  const {api, files} = await load(`${head}routes: {a: send}\nmodels: {Message: {$ref: message.json}}\n`, {
    'message.json': '{"type": "object", "required": ["text"]}',
  })
  assert.deepEqual(api?.models['Message']?.schema, {type: 'object', required: ['text']})
  assert.deepEqual(
    files.map((file) => file.slice(file.lastIndexOf('/') + 1)),
    ['apigw.yaml', 'message.json'],
  )
})

const refused = [
  {
    name: 'a variable without a value',
    yaml: `${head}routes:\n  a: {integration: {type: HTTP, uri: "https://\${HOTS}"}}\n`,
    problems: ['apigw.yaml:4:38 SPEC_UNRESOLVED_VARIABLE Did you mean "HOST"?'],
  },
  {
    name: 'a model whose file is missing',
    yaml: `${head}routes: {a: send}\nmodels: {Message: {$ref: gone.json}}\n`,
    problems: ['apigw.yaml:4:26 SPEC_REF_FILE Check the name; it is relative to the file that mentions it.'],
  },
  {
    name: 'a model whose file is no schema',
    yaml: `${head}routes: {a: send}\nmodels: {Message: {$ref: message.json}}\n`,
    problems: ['message.json:1:1 SETTINGS_BAD_VALUE Correct the file or the variable that it refers to.'],
  },
]

for (const {name, yaml, problems} of refused) {
  test(`loadWebSocketApi: refuses ${name}, with its place`, async () => {
    const loaded = await load(yaml, {'message.json': '[1]'})
    assert.equal(loaded.api, undefined)
    assert.deepEqual(
      loaded.problems.map(({file, line, column, code, fix}) => `${file}:${line}:${column} ${code} ${fix}`),
      problems,
    )
  })
}
