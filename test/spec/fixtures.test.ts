import assert from 'node:assert/strict'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {loadApi} from '../../src/spec/load-api.js'
import type {LoadApiOptions} from '../../src/spec/load-api.js'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {toRestApi} from '../../src/spec/to-rest-api.js'
import {brief, parsed} from './support.js'

const folder = fileURLToPath(new URL('../fixtures/spec', import.meta.url))

const variables = {
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'env.BACKEND_HOST': 'backend.example.com',
  'stage.variables.alias': 'live',
  fallbackListener: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/chat/1/2',
  ...Object.fromEntries(
    ['create-order', 'delete-order', 'authorize', 'rooms'].map((name) => [
      `functions.${name}.arn`,
      `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
    ]),
  ),
}

const cases: {file: string; options: {kind: 'rest' | 'http'} & Partial<LoadApiOptions>; problems: string[]}[] = [
  {file: 'orders-rest.yaml', options: {kind: 'rest', basePath: 'prepend'}, problems: []},
  {file: 'stock-swagger.json', options: {kind: 'rest', basePath: 'split'}, problems: []},
  {file: 'chat-http.yaml', options: {kind: 'http'}, problems: []},
  {file: 'split/openapi.yaml', options: {kind: 'rest'}, problems: []},
]

for (const {file, options, problems} of cases) {
  test(`${file} is the API of its golden file, and survives a round trip`, async () => {
    const loaded = await loadApi(file, {cwd: folder, variables, ...options})
    assert.deepEqual(brief(loaded.problems), problems)
    const {api} = loaded
    assert.ok(api)
    const golden = `../golden/spec/${file.replace(/[/.]/g, '-')}.json`
    await expect(`${JSON.stringify(api, null, 2)}\n`).toMatchFileSnapshot(golden)
    const document = parsed(JSON.stringify(api.kind === 'rest' ? fromRestApi(api) : fromHttpApi(api)), 'api.json')
    const again =
      api.kind === 'rest'
        ? toRestApi(document, {documentation: 'explicit', basePath: 'ignore'})
        : toHttpApi(document, {basePath: 'ignore'})
    assert.deepEqual(again.api, api)
  })
}
