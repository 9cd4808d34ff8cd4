import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import type {Interfaces} from '@oclif/core'
import {test} from 'vitest'

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

const page = read('docs/aws-cli.md')
const {commands} = JSON.parse(read('oclif.manifest.json')) as Interfaces.Manifest
type WireModel = Record<string, {operations: Record<string, object>}>
const wireModel = JSON.parse(read('src/gateway/control/wire-model.json')) as WireModel

/** `GetRestApis` is `get-rest-apis` in the AWS CLI. */
function cliName(operation: string): string {
  return operation.replaceAll(/(?!^)([A-Z])/g, '-$1').toLowerCase()
}

/** Operations that answer a list. */
const lists = ['apigateway', 'apigatewayv2'].flatMap((service) =>
  Object.keys(wireModel[service]?.operations ?? {})
    .filter((operation) => /^(?:Get|List)\w+s$/.test(operation))
    .map((operation) => `${service} ${cliName(operation)}`),
)

test('every list command of the AWS CLI for API Gateway is in the table', () => {
  assert.ok(lists.length > 30, String(lists.length))
  assert.deepEqual(
    lists.filter((name) => !page.includes(`\`${name}\``)),
    [],
  )
})

test('every command in the table is one that the tool has', () => {
  const named = [...page.matchAll(/`apigw ([a-z -]+)/g)].map(([, words = '']) => words.trim().split(/ (?=-)/)[0] ?? '')
  const unknown = named.filter((words) => !(words.replaceAll(' ', ':') in commands))
  assert.deepEqual(unknown, [])
})
