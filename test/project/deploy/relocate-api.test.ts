import assert from 'node:assert/strict'
import {test} from 'vitest'
import {relocateApi} from '../../../src/project/deploy/relocate-api.js'
import {httpApiOf} from '../../support/many-routes.js'

const from = {
  region: 'us-east-1',
  accountId: '000000000000',
  functions: {list: 'arn:aws:lambda:us-east-1:000000000000:function:pets-list-dev'},
}
const to = {
  region: 'cn-north-1',
  accountId: '123456789012',
  functions: {list: 'arn:aws-cn:lambda:cn-north-1:123456789012:function:pets-list'},
}

const cases = [
  {
    name: 'a function of the project by its name, with its qualifier',
    uri: 'arn:aws:lambda:us-east-1:000000000000:function:pets-list-dev:live',
    moved: 'arn:aws-cn:lambda:cn-north-1:123456789012:function:pets-list:live',
  },
  {
    name: 'another function by region and account',
    uri: 'arn:aws:lambda:us-east-1:000000000000:function:other',
    moved: 'arn:aws-cn:lambda:cn-north-1:123456789012:function:other',
  },
  {
    name: 'both ARNs of an integration URI',
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:pets-list-dev/invocations',
    moved:
      'arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:123456789012:function:pets-list/invocations',
  },
  {
    name: 'a role, which has no region',
    uri: 'arn:aws:iam::000000000000:role/api',
    moved: 'arn:aws:iam::123456789012:role/api',
  },
  {
    name: 'nothing of a third region',
    uri: 'arn:aws:lambda:eu-west-1:000000000000:function:pets-list-dev',
    moved: 'arn:aws:lambda:eu-west-1:000000000000:function:pets-list-dev',
  },
  {
    name: 'nothing of a third account',
    uri: 'arn:aws:iam::999999999999:role/api',
    moved: 'arn:aws:iam::999999999999:role/api',
  },
  {
    name: 'no plain URL',
    uri: 'https://us-east-1.example.com/000000000000',
    moved: 'https://us-east-1.example.com/000000000000',
  },
]

for (const {name, uri, moved} of cases) {
  test(`relocateApi moves ${name}`, () => {
    const api = {...httpApiOf(1), description: uri}
    assert.deepEqual(relocateApi(api, from, to), {...api, description: moved})
  })
}
