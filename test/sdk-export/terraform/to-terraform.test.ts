import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {blockText, expression, template} from '../../../src/sdk-export/terraform/hcl.js'
import {toTerraform} from '../../../src/sdk-export/terraform/to-terraform.js'
import type {Stack} from '../../../src/sdk-export/stack/stack.js'
import {applied} from '../../support/apply-support.js'
import {exportedStacks, hostileText} from '../../support/exported-stacks.js'
import {assertGolden} from '../../support/golden.js'
import {isInstalled} from '../../support/installed-program.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../../support/many-routes.js'
import {planeClients} from '../../support/plane-clients.js'
import {liveApi} from '../../support/pull-support.js'

for (const [kind, stack] of Object.entries(exportedStacks)) {
  test(`toTerraform: the configuration of a ${kind} API is as reviewed`, () => {
    const {'main.tf': main = '', ...others} = toTerraform(stack, undefined)
    assert.deepEqual(others, {})
    assertGolden(`export-terraform-${kind}.tf`, main)
  })
}

const hasTerraform = isInstalled('terraform')

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'apigw-terraform-'))
}

/** Runs terraform without the settings of whoever runs the tests. */
function terraform(args: readonly string[], cwd: string, input = '') {
  const env = {PATH: process.env.PATH ?? '', HOME: cwd, CHECKPOINT_DISABLE: '1'}
  return spawnSync('terraform', args, {cwd, env, input, encoding: 'utf8'})
}

test.skipIf(!hasTerraform)('toTerraform: terraform parses it, and finds it formatted', () => {
  const place = folder()
  for (const [kind, stack] of Object.entries(exportedStacks)) {
    mkdirSync(join(place, kind))
    for (const [file, text] of Object.entries(toTerraform(stack, undefined)))
      writeFileSync(join(place, kind, file), text)
  }
  const {status, stdout, stderr} = terraform(['fmt', '-check', '-diff', '-recursive'], place)
  assert.deepEqual([status, stdout, stderr], [0, '', ''])
})

const texts = [
  hostileText,
  '${x}',
  '$${x}',
  '$$${x}',
  '%%{x}',
  '\\${x}',
  '\\b\b\\f\f\t\r\n',
  '"\u0000\u007f"',
  'a\\',
  '${var.x}${data.y}',
]

test.skipIf(!hasTerraform)('toTerraform: a text is itself to terraform, whatever is in it', () => {
  const place = folder()
  writeFileSync(join(place, 'main.tf'), blockText('locals', [], {attributes: {texts}}))
  const {stdout, stderr} = terraform(['console'], place, 'base64encode(jsonencode(local.texts))\n')
  assert.equal(stderr, '')
  assert.deepEqual(JSON.parse(Buffer.from(stdout, 'base64').toString()), texts)
})

test('toTerraform: a dollar sign before a variable is one, and the variable is read', () => {
  const attributes = {price: '$$__apigw_env_PRICE__', path: template('$', expression('local.x'))}
  assert.equal(
    blockText('locals', [], {attributes}),
    'locals {\n  price = "$\\u0024${var.PRICE}"\n  path  = "\\u0024${local.x}"\n}\n',
  )
})

test('toTerraform: hostile names make no block, and the account and environment are left to variables', () => {
  const {rest} = exportedStacks
  const stack: Stack = {
    ...rest,
    api: {...rest.api, name: hostileText},
    companions: {apiKeys: {wanted: {[hostileText]: {description: hostileText}}, names: []}},
  }
  const {'main.tf': main = ''} = toTerraform(stack, undefined)
  const blocks = main.split('\n').filter((line) => /^\S/.test(line) && line !== '}')
  assert.deepEqual(blocks.filter((line) => !/^(?:terraform|variable "SECRET"|data "aws_caller_identity" "current"|resource "aws_api_gateway_[a-z_]+" "[a-z0-9_]+") \{$/.test(line)), []) // prettier-ignore
  assert.match(main, /"secret" = "\$\{var\.SECRET\}"/)
  assert.doesNotMatch(main, /000000000000|__apigw_env/)
})

const deployedStages = {
  rest: {kind: 'restStage', stageName: 'prod'},
  http: {kind: 'httpStage', stageName: 'prod'},
  websocket: {kind: 'webSocketStage', stageName: 'prod'},
} as const

for (const api of [restApiOf(2), httpApiOf(2), webSocketApiOf(2)]) {
  test(`toTerraform: everything of a live ${api.kind} API is taken over by AWS's ids`, async () => {
    const clients = planeClients()
    const stage = deployedStages[api.kind]
    await applied(clients, api, {stage})
    const live = await liveApi(clients, api.kind)
    const {'main.tf': main = '', 'imports.tf': imports = ''} = toTerraform(
      {api: live.api, stage, companions: {}, document: {}},
      live,
    )
    const declared = [...main.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(
      ([, type = '', name = '']) => `${type}.${name}`,
    )
    const taken = [...imports.matchAll(/^ {2}to = (\S+)\n {2}id = "([^"]+)"/gm)]
    assert.deepEqual(taken.map(([, to]) => to), declared) // prettier-ignore
    const ids = new Map(taken.map(([, to = '', id = '']) => [to, id]))
    assert.equal(ids.get(declared[0] ?? ''), live.apiId)
    for (const id of ids.values()) assert.equal(id.split('/')[0], live.apiId)
    if (live.kind === 'rest') {
      const method = declared.find((address) => address.startsWith('aws_api_gateway_method.')) ?? ''
      assert.equal(ids.get(method), `${live.apiId}/${live.ids.resources['/area0/thing0'] ?? ''}/GET`)
    }
  })
}
