import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../src/config/parse-settings.js'
import {partitionOf, toVariables} from '../../src/config/variables.js'

const {settings} = parseSettings(
  `name: pets
variables: {table: Pets, limit: 5}
functions:
  list: {handler: src/list.handler}
  other: {functionName: pets-other}
  given: {arn: 'arn:aws:lambda:us-east-1:1:function:given'}
stages:
  prod: {variables: {alias: live}}
`,
  'apigw.yaml',
)

test('toVariables: every name of a project with a known region and account', () => {
  assert.ok(settings)
  const target = {stageName: 'prod', region: 'cn-north-1', accountId: '123456789012'}
  assert.deepEqual(toVariables(settings, target, {HOME: '/home', EMPTY: undefined}), {
    'env.HOME': '/home',
    table: 'Pets',
    limit: '5',
    'stage.variables.alias': 'live',
    'functions.list.name': 'list',
    'functions.list.arn': 'arn:aws-cn:lambda:cn-north-1:123456789012:function:list',
    'functions.other.name': 'pets-other',
    'functions.other.arn': 'arn:aws-cn:lambda:cn-north-1:123456789012:function:pets-other',
    'functions.given.name': 'given',
    'functions.given.arn': 'arn:aws:lambda:us-east-1:1:function:given',
    'AWS::Region': 'cn-north-1',
    'AWS::AccountId': '123456789012',
    'AWS::Partition': 'aws-cn',
    'AWS::URLSuffix': 'amazonaws.com.cn',
    'AWS::StackName': 'pets',
  })
})

test('toVariables: what is not known has no entry', () => {
  assert.ok(settings)
  assert.deepEqual(toVariables(settings, {stageName: 'other'}, {}), {
    table: 'Pets',
    limit: '5',
    'functions.list.name': 'list',
    'functions.other.name': 'pets-other',
    'functions.given.name': 'given',
    'functions.given.arn': 'arn:aws:lambda:us-east-1:1:function:given',
    'AWS::StackName': 'pets',
  })
})

const partitions = [
  {region: 'eu-west-1', partition: 'aws'},
  {region: 'us-gov-west-1', partition: 'aws-us-gov'},
  {region: 'cn-northwest-1', partition: 'aws-cn'},
  {region: 'eusc-de-east-1', partition: 'aws-eusc'},
]

for (const {region, partition} of partitions) {
  test(`partitionOf: ${region} is in ${partition}`, () => {
    assert.equal(partitionOf(region), partition)
  })
}
