import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../src/config/parse-settings.js'

const head = 'name: chat\ntype: websocket\nfunctions: {send: {handler: a.b}, auth: {handler: a.c}}\n'

function problemsOf(text: string): string[] {
  const {problems} = parseSettings(head + text, 'apigw.yaml')
  return problems.map(({line, column, code, what, fix}) => `${line - 3}:${column} ${code} ${what} ${fix}`)
}

const accepted = [
  {name: 'a function for a route', text: 'routes: {$default: send}'},
  {name: 'a mock that answers', text: 'routes: {ping: {integration: {type: MOCK}, response: true}}'},
  {name: 'a function called without its proxy', text: 'routes: {ping: {function: send, integration: {type: AWS}}}'},
  {name: 'a signature on $connect', text: 'routes: {$connect: {function: send, authorizer: AWS_IAM}}'},
  {
    name: 'an address that is known when a request is served',
    text: 'routes: {a: {integration: {type: HTTP, uri: "${env.HOST}"}}}',
  },
  {
    name: 'settings of stages that only these APIs have',
    text: 'routes: {a: send}\nstages: {dev: {executionLog: info, clientCertificateId: c, routes: {a: {dataTrace: true}}}}',
  },
]

for (const {name, text} of accepted) {
  test(`checkWebSocket: accepts ${name}`, () => {
    assert.deepEqual(problemsOf(text), [])
  })
}

const refused = [
  {
    name: 'an API without routes',
    text: 'tags: {}',
    problems: [
      '-2:1 SETTINGS_MISSING routes is missing. Add "routes:" with a route key and a function: "$default: my-function".',
    ],
  },
  {
    name: 'a function that is not declared',
    text: 'routes: {a: sned}',
    problems: ['1:13 SETTINGS_UNKNOWN_NAME There is no function "sned". Did you mean "send"?'],
  },
  {
    name: 'a predefined key that does not exist',
    text: 'routes: {$conect: send}',
    problems: ['1:10 SETTINGS_BAD_NAME "$conect" is not a valid name. Did you mean "$connect"?'],
  },
  {
    name: 'a typing error inside a route, however it is written',
    text: 'routes:\n  a: {function: send, integration: {timeoutInMilis: 5}}\n  b: 5',
    problems: [
      '2:37 SETTINGS_UNKNOWN_KEY "timeoutInMilis" is not a setting of routes.a.integration. Did you mean "timeoutInMillis"?',
      '3:6 SETTINGS_BAD_VALUE routes.b has a bad value. Correct the value.',
    ],
  },
  {
    name: 'a time limit that AWS does not have',
    text: 'routes: {a: {function: send, integration: {timeoutInMillis: 30000}}}',
    problems: ['1:61 SETTINGS_BAD_VALUE routes.a.integration.timeoutInMillis has a bad value. Correct the value.'],
  },
  {
    name: 'routes that nothing answers',
    text: 'routes: {a: {}, b: {integration: {}}, c: {integration: {type: HTTP}}}',
    problems: [
      '1:10 SETTINGS_MISSING routes.a.function is missing. Add "function:".',
      '1:21 SETTINGS_MISSING routes.b.integration.type is missing. Add "type:".',
      '1:43 SETTINGS_MISSING routes.c.integration.uri is missing. Add "uri:".',
    ],
  },
  {
    name: 'a function and something else',
    text: 'routes: {a: {function: send, integration: {uri: "arn:aws:x"}}, b: {function: send, integration: {type: MOCK}}}',
    problems: [
      '1:49 SETTINGS_BAD_VALUE The route names a function and another integration. Remove one of the two.',
      '1:97 SETTINGS_BAD_VALUE The route names a function and another integration. Remove one of the two.',
    ],
  },
  {
    name: 'addresses of the wrong kind',
    text: 'routes: {a: {integration: {type: HTTP, uri: "arn:aws:x"}}, b: {integration: {type: AWS, uri: "https://a.example"}}}',
    problems: [
      '1:45 SETTINGS_BAD_VALUE This is no address for an integration of type HTTP. Write "https://…".',
      '1:94 SETTINGS_BAD_VALUE This is no address for an integration of type AWS. Write "arn:…" or ${functions.NAME.arn}.',
    ],
  },
  {
    name: 'what would have no effect',
    text: 'routes:\n  a: {integration: {type: MOCK, uri: "https://a.example"}}\n  b: {function: send, integration: {responses: {$default: {}}}}',
    problems: [
      '2:33 SETTINGS_NOT_USED "uri" would have no effect here. Remove it, or use another type of integration.',
      '3:37 SETTINGS_NOT_USED "responses" would have no effect here. Remove it, or use another type of integration.',
    ],
  },
  {
    name: 'a private integration without a link',
    text: 'routes: {a: {integration: {type: HTTP, uri: "https://a.example", connectionType: VPC_LINK}}}',
    problems: ['1:14 SETTINGS_MISSING routes.a.integration.connectionId is missing. Add "connectionId:".'],
  },
  {
    name: 'a guard on a message',
    text: 'routes: {a: {function: send, authorizer: AWS_IAM, apiKeyRequired: true}}',
    problems: [
      '1:30 SETTINGS_NOT_FOR_ROUTE "authorizer" is for the route $connect only. Move it to $connect, or check the message in what answers it.',
      '1:51 SETTINGS_NOT_FOR_ROUTE "apiKeyRequired" is for the route $connect only. Move it to $connect, or check the message in what answers it.',
    ],
  },
  {
    name: 'names of authorizers and models that do not exist',
    text: 'routes: {$connect: {function: send, authorizer: sesion}, a: {function: send, requestModels: Mesage}}\nauthorizers: {session: {function: auth}}\nmodels: {Message: {}}',
    problems: [
      '1:49 SETTINGS_UNKNOWN_NAME There is no authorizer "sesion". Did you mean "session"?',
      '1:93 SETTINGS_UNKNOWN_NAME There is no model "Mesage". Did you mean "Message"?',
    ],
  },
  {
    name: 'models that nothing chooses from: AWS would check no message',
    text: 'routes: {a: {function: send, requestModels: {b: M}}}\nmodels: {M: {}}',
    problems: ['1:10 SETTINGS_MISSING routes.a.modelSelectionExpression is missing. Add "modelSelectionExpression:".'],
  },
  {
    name: 'authorizers without a function, with an unknown source, and with a reserved name',
    text: 'routes: {a: send}\nauthorizers:\n  AWS_IAM: {function: auth}\n  b: {}\n  c: {function: auth, identitySource: [$request.header.a]}',
    problems: [
      '3:3 SETTINGS_BAD_NAME "AWS_IAM" is not a valid name. Rename it.',
      '4:3 SETTINGS_MISSING authorizers.b names no function, or two. Write either "function:" or "uri:".',
      '5:40 SETTINGS_BAD_VALUE "$request.header.a" is not an identity source. Correct the value.',
    ],
  },
  {
    name: 'a key of an integration response that is no expression',
    text: 'routes: {a: {integration: {type: MOCK, responses: {"200": {}}}}}',
    problems: ['1:52 SETTINGS_BAD_NAME "200" is not a valid name. Rename it.'],
  },
  {
    name: 'settings of other kinds of API',
    text: 'routes: {a: send}\ndefinition: openapi.yaml\nstages:\n  $default: {tracing: true, routes: {b: {cache: {}}}}',
    problems: [
      '2:1 SETTINGS_NOT_FOR_TYPE "definition" is not a setting of WebSocket APIs. Remove it, or correct the type.',
      '4:3 SETTINGS_BAD_NAME "$default" is not a valid name for this stage. Rename it.',
      '4:14 SETTINGS_NOT_FOR_TYPE "tracing" is not a setting of WebSocket APIs. Remove it, or correct the type.',
      '4:38 SETTINGS_UNKNOWN_NAME There is no route "b". Did you mean "a"?',
      '4:42 SETTINGS_NOT_FOR_TYPE "cache" is not a setting of WebSocket APIs. Remove it, or correct the type.',
    ],
  },
]

for (const {name, text, problems} of refused) {
  test(`checkWebSocket: refuses ${name}`, () => {
    assert.deepEqual(problemsOf(text), problems)
  })
}

test('parseSettings: routes and authorizers belong to WebSocket APIs, execution logs of routes to no HTTP API', () => {
  const text =
    'name: x\ntype: http\nroutes: {a: send}\nmodels: {}\nstages: {dev: {routes: {GET /: {executionLog: info}}}}\n'
  assert.deepEqual(
    parseSettings(text, 'apigw.yaml').problems.map(({line, code, what}) => `${line} ${code} ${what}`),
    [
      '3 SETTINGS_NOT_FOR_TYPE "routes" is not a setting of HTTP APIs.',
      '4 SETTINGS_NOT_FOR_TYPE "models" is not a setting of HTTP APIs.',
      '5 SETTINGS_NOT_FOR_TYPE "executionLog" is not a setting of HTTP APIs.',
    ],
  )
})
