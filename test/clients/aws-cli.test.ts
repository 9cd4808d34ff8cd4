import assert from 'node:assert/strict'
import {afterAll, beforeAll, describe, test} from 'vitest'
import {startGateway, type Gateway} from '../../src/gateway/server.js'
import {atEndpoint, awsProgram, runSteps, type Step} from './aws-cli.js'

const proxyUri = 'http://127.0.0.1:9/pets'

const rest: Step[] = [
  {argv: 'create-rest-api --name pets --description first', keep: {api: 'id'}},
  // Debian's 2.9 does not know rootResourceId yet.
  {argv: 'get-resources --rest-api-id {api} --query items[0]', keep: {root: 'id'}, shows: {path: '/'}},
  {argv: 'get-rest-api --rest-api-id {api}', shows: {id: '{api}', name: 'pets', description: 'first'}},
  {argv: 'get-rest-apis'},
  {
    argv: 'update-rest-api --rest-api-id {api} --patch-operations op=replace,path=/description,value=second',
    shows: {description: 'second'},
  },
  {
    argv: 'create-resource --rest-api-id {api} --parent-id {root} --path-part pets',
    keep: {pets: 'id'},
    shows: {path: '/pets'},
  },
  {argv: 'create-resource --rest-api-id {api} --parent-id {root} --path-part pets', fails: 'ConflictException'},
  {argv: 'create-resource --rest-api-id {api} --parent-id {pets}', more: ['--path-part', '{id}'], keep: {pet: 'id'}},
  {argv: 'get-resource --rest-api-id {api} --resource-id {pet}', shows: {parentId: '{pets}'}},
  {argv: 'get-resources --rest-api-id {api} --embed methods'},
  {
    argv: 'create-model --rest-api-id {api} --name Pet --content-type application/json',
    more: ['--schema', '{"type":"object","properties":{"name":{"type":"string"}}}'],
    shows: {name: 'Pet'},
  },
  {argv: 'get-model --rest-api-id {api} --model-name Pet', shows: {contentType: 'application/json'}},
  {argv: 'get-model-template --rest-api-id {api} --model-name Pet'},
  {argv: 'get-models --rest-api-id {api}'},
  {
    argv: 'create-request-validator --rest-api-id {api} --name body --validate-request-body',
    keep: {validator: 'id'},
    shows: {validateRequestBody: true},
  },
  {argv: 'get-request-validators --rest-api-id {api}'},
  {
    argv: 'put-method --rest-api-id {api} --resource-id {pets} --http-method GET --authorization-type NONE',
    shows: {httpMethod: 'GET', apiKeyRequired: false},
  },
  {
    argv: 'put-method-response --rest-api-id {api} --resource-id {pets} --http-method GET --status-code 200',
    shows: {statusCode: '200'},
  },
  {
    argv: 'put-integration --rest-api-id {api} --resource-id {pets} --http-method GET --type MOCK',
    more: ['--request-templates', '{"application/json":"{\\"statusCode\\": 200}"}'],
    shows: {type: 'MOCK', timeoutInMillis: 29000},
  },
  {
    argv: 'put-integration-response --rest-api-id {api} --resource-id {pets} --http-method GET --status-code 200',
    more: ['--response-templates', '{"application/json":"[]"}'],
  },
  {argv: 'get-method --rest-api-id {api} --resource-id {pets} --http-method GET'},
  {
    argv: 'test-invoke-method --rest-api-id {api} --resource-id {pets} --http-method GET --path-with-query-string /pets?a=1',
    shows: {status: 200, body: '[]', headers: {'Content-Type': 'application/json'}},
  },
  {
    argv: 'test-invoke-method --rest-api-id {api} --resource-id {pets} --http-method PUT',
    fails: 'NotFoundException',
  },
  {argv: 'test-invoke-authorizer --rest-api-id {api} --authorizer-id nobody', fails: 'NotFoundException'},
  {
    argv: 'put-method --rest-api-id {api} --resource-id {pets} --http-method POST --authorization-type NONE --request-validator-id {validator}',
    shows: {requestValidatorId: '{validator}'},
  },
  {
    argv: `put-integration --rest-api-id {api} --resource-id {pets} --http-method POST --type HTTP_PROXY --integration-http-method POST --uri ${proxyUri}`,
    shows: {uri: proxyUri},
  },
  {
    argv: 'update-method --rest-api-id {api} --resource-id {pets} --http-method POST --patch-operations op=replace,path=/operationName,value=createPet',
    shows: {operationName: 'createPet'},
  },
  {
    argv: 'put-gateway-response --rest-api-id {api} --response-type UNAUTHORIZED --status-code 418',
    shows: {statusCode: '418'},
  },
  {argv: 'get-gateway-responses --rest-api-id {api}'},
  {argv: 'create-deployment --rest-api-id {api} --stage-name dev --description one', keep: {deployment: 'id'}},
  {argv: 'get-deployments --rest-api-id {api}'},
  {argv: 'get-stage --rest-api-id {api} --stage-name dev', shows: {deploymentId: '{deployment}', methodSettings: {}}},
  {
    argv: 'update-stage --rest-api-id {api} --stage-name dev --patch-operations op=replace,path=/variables/colour,value=red',
    shows: {variables: {colour: 'red'}},
  },
  {argv: 'delete-deployment --rest-api-id {api} --deployment-id {deployment}', fails: 'BadRequestException'},
  {argv: 'create-api-key --name acme --enabled', keep: {key: 'id'}},
  {argv: 'create-usage-plan --name basic', more: ['--api-stages', 'apiId={api},stage=dev'], keep: {plan: 'id'}},
  {argv: 'create-usage-plan-key --usage-plan-id {plan} --key-type API_KEY --key-id {key}', shows: {id: '{key}'}},
  {argv: 'get-usage-plan-keys --usage-plan-id {plan}'},
  {argv: 'get-export --rest-api-id {api} --stage-name dev --export-type oas30 /dev/null'},
  {argv: 'delete-usage-plan --usage-plan-id {plan}', fails: 'BadRequestException'},
  {argv: 'delete-stage --rest-api-id {api} --stage-name dev'},
  {argv: 'delete-rest-api --rest-api-id {api}'},
  {argv: 'get-rest-api --rest-api-id {api}', fails: 'NotFoundException'},
]

const http: Step[] = [
  {argv: 'create-api --name pets --protocol-type HTTP', keep: {api: 'ApiId'}, shows: {ProtocolType: 'HTTP'}},
  {argv: 'get-api --api-id {api}', shows: {Name: 'pets'}},
  {argv: 'update-api --api-id {api} --description pets', shows: {Description: 'pets'}},
  {
    argv: `create-integration --api-id {api} --integration-type HTTP_PROXY --integration-method GET --payload-format-version 1.0 --integration-uri ${proxyUri}`,
    keep: {integration: 'IntegrationId'},
    shows: {ConnectionType: 'INTERNET'},
  },
  {argv: 'get-integrations --api-id {api}'},
  {
    argv: 'create-route --api-id {api} --target integrations/{integration}',
    more: ['--route-key', 'GET /pets'],
    keep: {route: 'RouteId'},
    shows: {RouteKey: 'GET /pets', AuthorizationType: 'NONE'},
  },
  {argv: 'create-route --api-id {api}', more: ['--route-key', 'GET /pets'], fails: 'ConflictException'},
  {
    argv: 'create-authorizer --api-id {api} --name jwt --authorizer-type JWT --identity-source $request.header.Authorization',
    more: ['--jwt-configuration', 'Audience=pets,Issuer=https://issuer.example.com'],
    keep: {authorizer: 'AuthorizerId'},
  },
  {argv: 'update-route --api-id {api} --route-id {route} --authorization-type JWT --authorizer-id {authorizer}'},
  {argv: 'get-routes --api-id {api}'},
  {argv: 'create-stage --api-id {api} --stage-name $default --auto-deploy', shows: {AutoDeploy: true}},
  {argv: 'get-stages --api-id {api}'},
  {argv: 'get-deployments --api-id {api}'},
  {argv: 'export-api --api-id {api} --output-type JSON --specification OAS30 /dev/null'},
  {argv: 'tag-resource --resource-arn arn:aws:apigateway:us-east-1::/apis/{api} --tags team=store'},
  {argv: 'get-tags --resource-arn arn:aws:apigateway:us-east-1::/apis/{api}', shows: {Tags: {team: 'store'}}},
  {argv: 'delete-stage --api-id {api} --stage-name $default'},
  {argv: 'delete-api --api-id {api}'},
  {argv: 'get-api --api-id {api}', fails: 'NotFoundException'},
]

const webSocket: Step[] = [
  {
    argv: 'create-api --name chat --protocol-type WEBSOCKET --route-selection-expression $request.body.action',
    keep: {api: 'ApiId'},
    shows: {RouteSelectionExpression: '$request.body.action'},
  },
  {argv: 'create-integration --api-id {api} --integration-type MOCK', keep: {integration: 'IntegrationId'}},
  {
    argv: 'create-route --api-id {api} --route-key $connect --target integrations/{integration}',
    keep: {route: 'RouteId'},
  },
  {argv: 'create-route --api-id {api} --route-key join'},
  {argv: 'get-routes --api-id {api}'},
  {argv: 'delete-route --api-id {api} --route-id {route}'},
  {argv: 'delete-api --api-id {api}'},
]

const program = awsProgram

describe.skipIf(program === undefined)('the AWS CLI (skipped where it is not installed)', () => {
  let gateway: Gateway | undefined

  beforeAll(async () => {
    gateway = await startGateway({port: 0, version: 'test'})
  })
  afterAll(() => gateway?.close())

  const walks = [
    {name: 'a REST API', service: 'apigateway', steps: rest},
    {name: 'an HTTP API', service: 'apigatewayv2', steps: http},
    {name: 'a WebSocket API', service: 'apigatewayv2', steps: webSocket},
  ] as const

  for (const {name, service, steps} of walks) {
    test.concurrent(`builds, reads, changes and deletes ${name}`, {timeout: 300_000}, async () => {
      const url = gateway?.url ?? ''
      assert.equal(await runSteps(program ?? '', url, atEndpoint(url, service, steps)), steps.length)
    })
  }
})
