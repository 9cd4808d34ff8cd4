import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {parse, stringify} from 'yaml'
import type {JsonObject} from '../../../src/model/json.js'
import {toTemplate} from '../../../src/sdk-export/cloudformation/to-template.js'
import type {Stack} from '../../../src/sdk-export/stack/stack.js'
import {exportedStacks, hostileText} from '../../support/exported-stacks.js'
import {assertGolden} from '../../support/golden.js'
import {isInstalled} from '../../support/installed-program.js'

const flavours = ['cloudformation', 'sam'] as const

const text = (template: JsonObject): string => stringify(template, {lineWidth: 0, aliasDuplicateObjects: false})

for (const [kind, stack] of Object.entries(exportedStacks)) {
  for (const flavour of flavours) {
    test(`toTemplate: ${flavour} of a ${kind} API is as reviewed`, () => {
      assertGolden(`export-${flavour}-${kind}.yaml`, text(toTemplate(stack, flavour)))
    })
  }
}

test.skipIf(!isInstalled('cfn-lint'))('toTemplate: cfn-lint has nothing to say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-export-'))
  const files = Object.entries(exportedStacks).flatMap(([kind, stack]) =>
    flavours.map((flavour) => {
      const file = join(folder, `${kind}-${flavour}.yaml`)
      writeFileSync(file, text(toTemplate(stack, flavour)))
      return file
    }),
  )
  const {stdout, stderr} = spawnSync('cfn-lint', ['-r', 'eu-west-1', '--', ...files], {encoding: 'utf8'})
  assert.deepEqual([stdout, stderr], ['', ''])
})

test('toTemplate: another definition is another deployment, so that the stage follows', () => {
  const {rest} = exportedStacks
  const deployments = [rest, {...rest, document: {...rest.document, info: {title: 'other'}}}].map((stack) =>
    Object.keys(toTemplate(stack, 'cloudformation').Resources as JsonObject).find((id) => id.startsWith('Deployment')),
  )
  assert.equal(new Set(deployments).size, 2)
})

test('toTemplate: the account and variables of the environment are left to the stack', () => {
  const {Parameters, Resources} = toTemplate(exportedStacks.rest, 'cloudformation') as Record<string, JsonObject>
  const stage = Resources?.['Stage'] as {Properties: JsonObject}
  const [id = ''] = Object.keys(Parameters ?? {})
  assert.deepEqual(Parameters?.[id], {Type: 'String', NoEcho: true, Description: 'SECRET of the environment'})
  assert.deepEqual(stage.Properties['Variables'], {alias: 'live', secret: {Ref: id}})
  assert.doesNotMatch(JSON.stringify(Resources), /000000000000|__apigw_env/)
})

test('toTemplate: names and texts stay what they are, whatever is in them', () => {
  const {rest, websocket} = exportedStacks
  if (websocket.api.kind !== 'websocket') throw new Error('The fixture is of another kind.')
  const [route] = Object.values(websocket.api.routes)
  if (route === undefined) throw new Error('The fixture has no route.')
  const stacks: Stack[] = [
    {
      ...rest,
      api: {...rest.api, name: hostileText},
      companions: {apiKeys: {wanted: {[hostileText]: {description: hostileText}}, names: []}},
    },
    {...websocket, api: {...websocket.api, routes: {[hostileText]: route}}},
  ]
  for (const stack of stacks) {
    const template = toTemplate(stack, 'cloudformation')
    assert.deepEqual(parse(text(template)), JSON.parse(JSON.stringify(template)))
    const ids = Object.keys(template.Resources as JsonObject)
    assert.deepEqual(ids.filter((id) => !/^[A-Za-z0-9]{1,255}$/.test(id)), []) // prettier-ignore
  }
})
