import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {test} from 'vitest'
import type {ContentHandling} from '../../../src/gateway/data/rest/compiled-api.js'
import {methodOf} from '../../gateway/data/rest/rest-fixture.js'
import type {SnapshotParts} from '../../gateway/data/rest/rest-fixture.js'
import {deployWithServices} from './service-fixture.js'

// Scenarios of localstack's tests/aws/services/apigateway/test_apigateway_s3.py, recorded against AWS: objects by path
// on 31 January 2025, method mapping on 14 June 2024, binary support on 1 February 2025.

const uri = 'arn:aws:apigateway:eu-west-1:s3:path/pets-bucket/{object_path}'
const credentials = 'arn:aws:iam::123456789012:role/api'

function bucketApi(
  handling: {request?: ContentHandling; response?: ContentHandling} = {},
  binaryMediaTypes: string[] = [],
): SnapshotParts {
  const responseParameters = {'method.response.header.ETag': 'integration.response.header.ETag'}
  const method = methodOf(
    {
      type: 'AWS',
      httpMethod: 'ANY',
      uri,
      credentials,
      requestParameters: {
        'integration.request.path.object_path': 'method.request.path.object_path',
        'integration.request.header.Content-Type': 'method.request.header.Content-Type',
        'integration.request.querystring.response-content-type': 'method.request.header.response-content-type',
      },
      ...(handling.request && {contentHandling: handling.request}),
    },
    [{statusCode: '200', responseParameters, ...(handling.response && {contentHandling: handling.response})}],
  )
  return {routes: {'ANY /{object_path+}': method}, restApi: {binaryMediaTypes}}
}

test('objects are written, read, replaced and deleted by path; what S3 refuses comes with the default status', async () => {
  const {api, close} = await deployWithServices(bucketApi())
  const headers = ['Content-Type', 'application/json']
  const missing =
    '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>test.json</Key></Error>'
  const read = async () => (await api.call('/test.json')).body
  const empty = await api.call('/test.json')
  assert.deepEqual([empty.status, empty.body], [200, missing])
  for (const body of ['{"put_id": 1}', '{"put_id": 2}']) {
    const put = await api.call('/test.json', {method: 'PUT', headers, body})
    assert.deepEqual([put.status, put.body], [200, ''])
    assert.equal(await read(), body)
  }
  await api.call('/test.json', {method: 'DELETE'})
  assert.equal(await read(), missing)
  close()
})

test('keys with slashes, blanks and signs arrive as the client wrote them, and are signed right', async () => {
  const {api, aws, close} = await deployWithServices(bucketApi())
  const put = await api.call("/a%20b/c+d/e'(1)*%C3%A9.txt", {method: 'PUT', body: 'x'})
  assert.equal(put.status, 200, put.body)
  assert.deepEqual([...aws.objects.keys()], ["/pets-bucket/a b/c+d/e'(1)*é.txt"])
  close()
})

const encoded = 'H4sIABRs7mMC/0vOzy0oSi0uTk1RSEksSdRRKM7IL81JUUhKVcjMK0vMyUxRCA1x07VQKC4pysxLBwC4ORBXLwAAAA=='
const raw = Buffer.from(encoded, 'base64')
const text = 'this is a UTF8 text typed object'
/** ETags of the recordings: MD5 of what S3 got. */
const etags = {
  raw: '1e5a1bfed5308938e5549848bab02ac6',
  rawAsText: '7301f0a0e8fc87c6f03320bf795ffde7',
  encoded: '76020056aa8e57ba307f9264167a34e4',
  encodedTwice: '835317c6c047dd2a13bb05117594a71a',
  text: '322a648674040849d29154aa1dce24a5',
  textEncoded: '1a39ff3d9eff87f24107669698573f35',
}

type RequestCase = {handling?: ContentHandling; media?: boolean; type: string; sent: [Buffer | string, string | 500][]}

const requestCases: RequestCase[] = [
  {
    type: 'image/png',
    sent: [
      [raw, etags.rawAsText],
      [encoded, etags.encoded],
      [text, etags.text],
    ],
  },
  {
    media: true,
    type: 'image/png',
    sent: [
      [raw, etags.raw],
      [encoded, etags.encoded],
      [text, etags.text],
    ],
  },
  {
    media: true,
    type: 'text/plain',
    sent: [
      [raw, etags.rawAsText],
      [encoded, etags.encoded],
      [text, etags.text],
    ],
  },
  {
    handling: 'CONVERT_TO_TEXT',
    type: 'image/png',
    sent: [
      [raw, etags.rawAsText],
      [encoded, etags.encoded],
    ],
  },
  {
    handling: 'CONVERT_TO_TEXT',
    media: true,
    type: 'image/png',
    sent: [
      [raw, etags.encoded],
      [encoded, etags.encodedTwice],
      [text, etags.textEncoded],
    ],
  },
  {
    handling: 'CONVERT_TO_BINARY',
    type: 'image/png',
    sent: [
      [encoded, etags.raw],
      [raw, 500],
      [text, 500],
    ],
  },
  {
    handling: 'CONVERT_TO_BINARY',
    media: true,
    type: 'image/png',
    sent: [
      [raw, etags.raw],
      [encoded, etags.encoded],
    ],
  },
]

for (const {handling, media = false, type, sent} of requestCases) {
  test(`S3 gets ${type} ${media ? 'among' : 'without'} binary types with ${handling ?? 'no handling'} as recorded`, async () => {
    const api = bucketApi(handling === undefined ? {} : {request: handling}, media ? ['image/png'] : [])
    const deployed = await deployWithServices(api)
    for (const [body, expected] of sent) {
      const put = await deployed.api.call('/key', {method: 'PUT', headers: ['Content-Type', type], body})
      const stored = deployed.aws.objects.get('/pets-bucket/key')
      if (expected === 500) assert.equal(put.status, 500)
      else
        assert.equal(
          createHash('md5')
            .update(stored?.body ?? '')
            .digest('hex'),
          expected,
        )
    }
    deployed.close()
  })
}

type ResponseCase = {
  handling?: ContentHandling
  media?: boolean
  accept: string
  type?: string
  got: [Buffer | string, Buffer | string | 500][]
}

const responseCases: ResponseCase[] = [
  {
    accept: 'text/plain',
    got: [
      [text, text],
      [encoded, encoded],
    ],
  },
  {
    accept: 'image/png',
    got: [
      [raw, raw.toString()],
      [encoded, encoded],
    ],
  },
  {
    media: true,
    accept: 'image/png',
    got: [
      [encoded, raw],
      [raw, 500],
      [text, 500],
    ],
  },
  {
    media: true,
    accept: 'image/png',
    type: 'image/png',
    got: [
      [encoded, encoded],
      [raw, raw],
      [text, text],
    ],
  },
  {
    media: true,
    accept: 'text/plain',
    got: [
      [encoded, encoded],
      [raw, raw.toString()],
      [text, text],
    ],
  },
  {
    media: true,
    accept: 'text/plain',
    type: 'image/png',
    got: [
      [raw, encoded],
      [text, Buffer.from(text).toString('base64')],
    ],
  },
]

for (const {handling, media = false, accept, type = 'binary/octet-stream', got} of responseCases) {
  test(`an object of ${type} ${media ? 'among' : 'without'} binary types comes as recorded for Accept ${accept}`, async () => {
    const api = bucketApi(handling === undefined ? {} : {response: handling}, media ? ['image/png'] : [])
    const deployed = await deployWithServices(api)
    for (const [stored, expected] of got) {
      deployed.aws.objects.set('/pets-bucket/key', {body: Buffer.from(stored), type: 'binary/octet-stream'})
      const headers = ['Accept', accept, 'response-content-type', type]
      const {status, bytes, headers: answered} = await deployed.api.call('/key', {headers})
      if (expected === 500) assert.equal(status, 500)
      else assert.deepEqual([bytes, answered.etag !== undefined], [Buffer.from(expected), true])
    }
    deployed.close()
  })
}
