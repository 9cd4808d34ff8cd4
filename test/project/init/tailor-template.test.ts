import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parse} from 'yaml'
import {tailorDefinition, tailorSettings} from '../../../src/project/init/tailor-template.js'
import type {Tailoring} from '../../../src/project/init/tailor-template.js'

const usual: Tailoring = {kind: 'rest', auth: 'none', stages: ['dev', 'prod']}

const settings = `# Settings
name: pets
defaultStage: dev

stages:
  # Here.
  dev:
    target: local

  # There.
  prod: {target: aws, region: eu-west-1}
`

const definition = `paths:
  /pets:
    # Lists.
    get: {operationId: list}
    options: {operationId: preflight}
    parameters: []
`

test('tailorSettings and tailorDefinition leave a usual project as it is', () => {
  assert.equal(tailorSettings(settings, usual), settings)
  assert.equal(tailorDefinition(definition, usual), definition)
})

const stages = [
  {name: 'one stage is local', stages: ['here'], are: {here: 'local'}},
  {name: 'the first is local whatever it is called', stages: ['prod', 'dev'], are: {prod: 'local', dev: 'aws'}},
  {name: 'others are on AWS', stages: ['dev', 'test', 'prod'], are: {dev: 'local', prod: 'aws', test: 'aws'}},
]

for (const {name, stages: names, are} of stages) {
  test(`tailorSettings: ${name}`, () => {
    const {defaultStage, stages: written} = parse(tailorSettings(settings, {...usual, stages: names})) as {
      defaultStage: string
      stages: Record<string, {target: string}>
    }
    const targets = Object.fromEntries(Object.entries(written).map(([stage, {target}]) => [stage, target]))
    assert.deepEqual([defaultStage, targets], [names[0], are])
  })
}

test('tailorSettings makes a usage plan on every stage, with its first key', () => {
  const {usagePlans, apiKeys} = parse(tailorSettings(settings, {...usual, auth: 'key', usagePlan: 'basic'})) as {
    usagePlans: Record<string, {stages: string[]; keys: string[]}>
    apiKeys: object
  }
  assert.deepEqual([usagePlans.basic?.stages, usagePlans.basic?.keys], [['dev', 'prod'], Object.keys(apiKeys)])
})

test('tailorSettings moves the plans of a template to the stages that there are', () => {
  const text = `${settings}usagePlans:\n  trial: {stages: [dev, prod], methods: {prod: {GET /: {rateLimit: 1}}}}\n`
  const {usagePlans} = parse(tailorSettings(text, {...usual, stages: ['dev', 'live']})) as {usagePlans: object}
  assert.deepEqual(usagePlans, {trial: {stages: ['dev', 'live'], methods: {dev: {}, live: {'GET /': {rateLimit: 1}}}}})
})

test('tailorSettings lets IAM decide who connects to a WebSocket API', () => {
  const text = `${settings}routes:\n  $connect: connect\n`
  const {routes} = parse(tailorSettings(text, {...usual, kind: 'websocket', auth: 'iam'})) as {routes: object}
  assert.deepEqual(routes, {$connect: {function: 'connect', authorizer: 'AWS_IAM'}})
})

test('tailorDefinition asks every operation but preflight for the token, and keeps comments', () => {
  const jwt = {issuer: 'https://login.example.com/', audience: ['shop']}
  const text = tailorDefinition(definition, {...usual, kind: 'http', auth: 'jwt', jwt})
  assert.match(text, /# Lists\./)
  const {paths, components} = parse(text) as {paths: Record<string, object>; components: {securitySchemes: object}}
  assert.deepEqual(paths['/pets'], {
    get: {operationId: 'list', security: [{jwt: []}]},
    options: {operationId: 'preflight'},
    parameters: [],
  })
  assert.deepEqual(components.securitySchemes, {
    jwt: {
      type: 'openIdConnect',
      openIdConnectUrl: 'https://login.example.com/.well-known/openid-configuration',
      'x-amazon-apigateway-authorizer': {
        type: 'jwt',
        identitySource: '$request.header.Authorization',
        jwtConfiguration: {issuer: 'https://login.example.com/', audience: ['shop']},
      },
    },
  })
})
