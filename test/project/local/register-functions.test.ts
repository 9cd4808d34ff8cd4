import assert from 'node:assert/strict'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import {parseSettings} from '../../../src/config/parse-settings.js'
import type {Project} from '../../../src/project/project.js'
import {gatewayFunctions} from '../../../src/project/local/register-functions.js'

function project(folder: string, functions: string): Project {
  const {settings, problems} = parseSettings(`name: pets\nfunctions:\n${functions}`, 'apigw.yaml')
  assert.deepEqual(problems, [])
  assert.ok(settings !== undefined)
  const target = {target: 'local' as const, region: 'eu-west-1', accountId: '123456789012', origins: {}}
  return {folder, file: join(folder, 'apigw.yaml'), settings, target, stageName: 'dev'}
}

test('gatewayFunctions fills in what Lambda would, and leaves out what has no handler', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'apigw-functions-'))
  await writeFile(join(folder, 'tool.py'), '')
  const text = `
  small: {handler: small.handler}
  full: {handler: src/full.run, functionName: shop-full, runtime: nodejs20.x, timeoutSeconds: 9, memoryMb: 512, environment: {A: 1}}
  python: {handler: tool.main}
  elsewhere: {arn: "arn:aws:lambda:eu-west-1:123456789012:function:other"}`
  const shared = {directory: folder, accountId: '123456789012', region: 'eu-west-1'}
  const usual = {timeoutSeconds: 3, memoryMb: 128, environment: {}}
  assert.deepEqual(gatewayFunctions(project(folder, text)), [
    {...shared, ...usual, name: 'small', handler: 'small.handler', runtime: 'nodejs22.x'},
    {
      ...shared,
      name: 'shop-full',
      handler: 'src/full.run',
      runtime: 'nodejs20.x',
      timeoutSeconds: 9,
      memoryMb: 512,
      environment: {A: '1'},
    },
    {...shared, ...usual, name: 'python', handler: 'tool.main', runtime: 'python3.13'},
  ])
})
