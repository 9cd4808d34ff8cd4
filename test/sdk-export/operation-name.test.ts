import assert from 'node:assert/strict'
import {test} from 'vitest'
import {operationNames} from '../../src/sdk-export/operation-name.js'

const cases: {operationId?: string; routeKey: string; name: string}[] = [
  {operationId: 'listPets', routeKey: 'GET /pets', name: 'listPets'},
  {operationId: 'List all-pets', routeKey: 'GET /all', name: 'listAllPets'},
  {routeKey: 'GET /pets/{petId}', name: 'getPetsByPetId'},
  {routeKey: 'ANY /files/{path+}', name: 'anyFilesByPath'},
  {routeKey: 'GET /', name: 'getRoot'},
  {operationId: '2fast', routeKey: 'GET /x', name: 'operation2fast'},
  {operationId: '../../etc/passwd', routeKey: 'GET /y', name: 'etcPasswd'},
  {operationId: "x'];process.exit();//", routeKey: 'GET /z', name: 'xProcessExit'},
  {operationId: '日本', routeKey: 'PUT /日本', name: 'put'},
  {operationId: '!!!', routeKey: '', name: 'call'},
  {operationId: 'then', routeKey: 'GET /then', name: 'then2'},
  {operationId: 'constructor', routeKey: 'GET /c', name: 'constructor2'},
  {operationId: 'listPets', routeKey: 'GET /more', name: 'listPets2'},
]

test('operationNames: identifiers, whatever the definition says, and each once', () => {
  assert.deepEqual(operationNames(cases), cases.map(({name}) => name)) // prettier-ignore
})
