import assert from 'node:assert/strict'
import {test} from 'vitest'
import {inputsOf, membersOf} from './members-of.js'
import {restEvidence} from './rest-evidence.js'
import {testEvidence} from './test-evidence.js'

/** Operations whose input describes what a request passes; the last ones are set by UpdateStage. */
const members = [
  ...[
    ...[
      'CreateRestApi',
      'CreateResource',
      'PutMethod',
      'PutMethodResponse',
      'PutIntegration',
      'PutIntegrationResponse',
    ],
    ...['CreateStage', 'CreateAuthorizer', 'PutGatewayResponse', 'CreateModel', 'CreateRequestValidator'],
    ...['CreateUsagePlan', 'CreateApiKey', 'CreateDomainName', 'CreateBasePathMapping'],
  ].flatMap((operation) => inputsOf('apigateway', operation)),
  ...['MethodSetting', 'AccessLogSettings'].flatMap((structure) => membersOf('apigateway', structure, structure)),
  'Stage.clientCertificateId',
]

testEvidence('REST APIs', members, restEvidence)

test('the bench itself is steady: equal APIs are seen equally', async () => {
  const [first] = Object.values(restEvidence).filter(({kind}) => kind === 'changes')
  assert.ok(first?.kind === 'changes')
  assert.deepEqual(await first.without(), await first.without())
})
