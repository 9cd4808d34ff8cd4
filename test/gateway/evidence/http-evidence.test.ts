import {httpEvidence} from './http-evidence.js'
import {inputsOf} from './members-of.js'
import {testEvidence} from './test-evidence.js'

const members = [
  ...[
    'CreateApi',
    'CreateRoute',
    'CreateIntegration',
    'CreateIntegrationResponse',
    'CreateRouteResponse',
    'CreateModel',
  ],
  ...['CreateStage', 'CreateAuthorizer', 'CreateDomainName', 'CreateApiMapping', 'CreateRoutingRule'],
].flatMap((operation) => inputsOf('apigatewayv2', operation))

testEvidence('HTTP and WebSocket APIs', members, httpEvidence)
