import assert from 'node:assert/strict'
import {test} from 'vitest'
import {findApi, listApis} from '../../../src/aws/read/api-summary.js'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {stubbedClients} from '../../support/stub-wire.js'
import type {Stub} from '../../support/stub-wire.js'

const answers: Stub[] = [
  {
    request: 'GET /restapis?limit=500',
    body: {
      item: [
        {id: 'rest01', name: 'pets', endpointConfiguration: {types: ['EDGE']}, createdDate: 1_700_000_000},
        {id: 'rest02', name: 'twice', tags: {'apigw:project': 'two'}},
      ],
    },
  },
  {
    request: 'GET /v2/apis?maxResults=500',
    body: {
      items: [
        {apiId: 'http01', name: 'twice', protocolType: 'HTTP', version: '1'},
        {apiId: 'sock01', name: 'chat', protocolType: 'WEBSOCKET'},
      ],
    },
  },
]

test('listApis: all kinds by name and id', async () => {
  assert.deepEqual(await listApis(stubbedClients(answers).clients), [
    {apiId: 'sock01', kind: 'websocket', name: 'chat'},
    {apiId: 'rest01', kind: 'rest', name: 'pets', endpointType: 'EDGE', createdAtMs: 1_700_000_000_000},
    {apiId: 'http01', kind: 'http', name: 'twice', version: '1'},
    {apiId: 'rest02', kind: 'rest', name: 'twice', project: 'two'},
  ])
})

const lookups = [
  {idOrName: 'http01', found: 'http01'},
  {idOrName: 'pets', found: 'rest01'},
  {idOrName: 'twice', found: 'API_AMBIGUOUS'},
  {idOrName: 'nobody', found: 'API_NOT_FOUND'},
]

for (const {idOrName, found} of lookups) {
  test(`findApi: ${idOrName} is ${found}`, async () => {
    const {clients} = stubbedClients(answers)
    const result = await findApi(clients, idOrName).then(
      ({apiId}) => apiId,
      (error: unknown) => (error instanceof ApigwError ? error.code : error),
    )
    assert.equal(result, found)
  })
}
