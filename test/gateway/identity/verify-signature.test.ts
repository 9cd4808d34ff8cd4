import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {HttpRequest} from '@smithy/core/protocols'
import fc from 'fast-check'
import {test} from 'vitest'
import {parseSignature} from '../../../src/gateway/identity/parse-signature.js'
import {SignatureError} from '../../../src/gateway/identity/signature-error.js'
import type {SignedRequest} from '../../../src/gateway/identity/signed-request.js'
import {verifySignature} from '../../../src/gateway/identity/verify-signature.js'
import type {SigningKey} from '../../../src/gateway/identity/verify-signature.js'
import {sdkSigner} from '../../support/sdk-signer.js'

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const nowMs = Date.UTC(2015, 7, 30, 12, 36)
const credentials = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey}
const noBody = Buffer.alloc(0)

/** Verifies for the key above at the time the vectors were signed; answers the refusal as `code: message`. */
function outcome(request: SignedRequest, changes: Partial<SigningKey & {nowMs: number; service: string}> = {}): string {
  const {service, nowMs: atMs = nowMs, ...key} = changes
  try {
    const signature = parseSignature(request)
    if (signature === undefined) return 'unsigned'
    verifySignature(request, signature, {secretAccessKey, ...key}, {service, region: undefined, nowMs: atMs})
    return 'verified'
  } catch (error) {
    if (error instanceof SignatureError) return `${error.code}: ${error.message}`
    throw error
  }
}

const scope = '20150830/us-east-1/service/aws4_request'

function vector(signature: string, changes: Partial<SignedRequest> = {}): SignedRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`
  return {
    method: 'GET',
    target: '/',
    rawHeaders: ['Host', 'example.amazonaws.com', 'X-Amz-Date', '20150830T123600Z', 'Authorization', authorization],
    body: noBody,
    ...changes,
  }
}

// Source: AWS's published "aws-sig-v4-test-suite": get-vanilla, post-vanilla, get-vanilla-query-order-key-case.
const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'
const vectors = [
  {name: 'get-vanilla', request: vector(vanilla)},
  {
    name: 'post-vanilla',
    request: vector('5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b', {method: 'POST'}),
  },
  {
    name: 'get-vanilla-query-order-key-case',
    request: vector('b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500', {
      target: '/?Param2=value2&Param1=value1',
    }),
  },
]

for (const {name, request} of vectors) {
  test(`verifySignature: AWS's vector ${name} is right`, () => assert.equal(outcome(request), 'verified'))
}

const wordsOf = /Credential=\S+/
function reworded(from: string | RegExp, to: string): SignedRequest {
  const {rawHeaders, ...request} = vector(vanilla)
  return {...request, rawHeaders: rawHeaders.map((text, index) => (index % 2 === 1 ? text.replace(from, to) : text))}
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

const refusals: {name: string; request: SignedRequest; now?: number; key?: Partial<SigningKey>; answer: string}[] = [
  {
    name: 'a token of another scheme',
    request: {...vector(vanilla), rawHeaders: ['Authorization', 'Bearer abc']},
    answer: `IncompleteSignature: Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed('Bearer abc')}'.`,
  },
  {
    name: 'a header without words',
    request: {...vector(vanilla), rawHeaders: ['authorization', 'allow']},
    answer: `IncompleteSignature: Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed('allow')}`,
  },
  {
    name: 'a credential with three elements',
    request: reworded(wordsOf, 'Credential=a/b/c,'),
    answer:
      "IncompleteSignature: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c'",
  },
  {
    name: 'another terminator',
    request: reworded('aws4_request', 'aws5_request'),
    answer:
      "InvalidSignature: Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.",
  },
  {
    name: 'another date in the scope',
    request: reworded('/20150830/', '/20150829/'),
    answer:
      "InvalidSignature: Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' != '20150830', from '20150830T123600Z'.",
  },
  {
    name: 'a date in no known form',
    request: reworded('20150830T123600Z', '2015-08-30'),
    answer:
      "IncompleteSignature: Date must be in ISO-8601 'basic format'. Got '2015-08-30'. See http://en.wikipedia.org/wiki/ISO_8601",
  },
  {
    name: 'a host that is not signed',
    request: reworded('host;x-amz-date', 'x-amz-date'),
    answer: "InvalidSignature: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
  },
  {
    name: 'an older algorithm',
    request: reworded('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1'),
    answer: "IncompleteSignature: Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'.",
  },
  {
    name: 'SigV4a',
    request: reworded('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'),
    answer: "InvalidSignature: Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.",
  },
  {
    name: 'a signature that is too old',
    request: vector(vanilla),
    now: nowMs + 5 * 60_000 + 1000,
    answer:
      'InvalidSignature: Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)',
  },
  {
    name: 'a signature of the future',
    request: vector(vanilla),
    now: nowMs - 5 * 60_000 - 1000,
    answer:
      'InvalidSignature: Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)',
  },
  {
    name: 'a missing session token',
    request: vector(vanilla),
    key: {sessionToken: 'token'},
    answer: 'UnrecognizedClient: The security token included in the request is invalid.',
  },
  {
    name: 'credentials that have expired',
    request: vector(vanilla),
    key: {expiresAtMs: nowMs},
    answer: 'ExpiredToken: The security token included in the request is expired',
  },
  {
    name: 'a presigned URL without all words',
    request: {...vector(vanilla), rawHeaders: [], target: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=x'},
    answer:
      "IncompleteSignature: AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
  },
  {name: 'nothing signed', request: {...vector(vanilla), rawHeaders: ['Host', 'x']}, answer: 'unsigned'},
]

for (const {name, request, now = nowMs, key = {}, answer} of refusals) {
  test(`verifySignature: ${name} is refused in AWS's words`, () => {
    assert.equal(outcome(request, {nowMs: now, ...key}), answer)
  })
}

test('verifySignature: signatures within five minutes are right', () => {
  for (const offsetMs of [-300_000, 300_000]) {
    assert.equal(outcome(vector(vanilla), {nowMs: nowMs + offsetMs}), 'verified')
  }
})

const hourMs = 3_600_000
const jumps = [
  {
    name: 'back by an hour',
    byMs: -hourMs,
    header: /not yet current/,
    short: /not yet current/,
    week: /not yet current/,
  },
  {name: 'forward by a day', byMs: 24 * hourMs, header: /expired/, short: /expired/, week: /^verified$/},
]

for (const {name, byMs, header, short, week} of jumps) {
  test(`verifySignature: clock set ${name}: headers, a URL for an hour and one for a week`, async () => {
    const atMs = nowMs + byMs
    assert.match(outcome(vector(vanilla), {nowMs: atMs}), header)
    for (const [expiresIn, answer] of [
      [3600, short],
      [604_800, week],
    ] as const) {
      const request = new HttpRequest({
        method: 'GET',
        path: '/',
        protocol: 'https:',
        hostname: 'a',
        headers: {host: 'a'},
      })
      const signed = await sdkSigner(credentials).presign(request, {signingDate: new Date(nowMs), expiresIn})
      assert.match(outcome(toWire(signed, ''), {nowMs: atMs}), answer)
      assert.equal(outcome(toWire(signed, '')), 'verified')
    }
    const temporary = {expiresAtMs: nowMs + hourMs, nowMs: atMs}
    assert.doesNotMatch(outcome(vector(vanilla), temporary), /^verified$/)
  })
}

test('verifySignature: the service has to be the one that is called', () => {
  assert.equal(
    outcome(vector(vanilla), {service: 'execute-api'}),
    "InvalidSignature: Credential should be scoped to correct service: 'execute-api'. ",
  )
})

test('verifySignature: a wrong signature is answered with what should have been signed', () => {
  const answer = outcome(vector(vanilla, {target: '/a%20b?x='}))
  assert.equal(
    answer,
    `InvalidSignature: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

The Canonical String for this request should have been
'GET
/a%2520b
x=
host:example.amazonaws.com
x-amz-date:20150830T123600Z

host;x-amz-date
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

The String-to-Sign should have been
'AWS4-HMAC-SHA256
20150830T123600Z
${scope}
${createHash('sha256')
  .update(/'(GET[^']*)'/.exec(answer)?.[1] ?? '')
  .digest('hex')}'
`,
  )
})

const segment = fc.oneof(
  fc.string({unit: 'grapheme', minLength: 0, maxLength: 8}).map((text) => encodeURIComponent(text)),
  fc.constantFrom('a%2Fb', '%7Eme', '~me', 'x+y', 'a:b', '@connections', '$default', "it's", '(1)*!'),
)
const queryText = fc.string({unit: 'grapheme', maxLength: 6})
const arbitraryCall = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PATCH'),
  path: fc.array(segment, {maxLength: 5}).map((segments) => `/${segments.join('/')}`),
  query: fc.dictionary(queryText, fc.oneof(queryText, fc.array(queryText, {minLength: 1, maxLength: 3})), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  headerText: fc.string({unit: 'binary-ascii', maxLength: 12}).map((text) => text.replace(/[^\x20-\x7e]/g, ' ')),
  body: fc.string({unit: 'grapheme', maxLength: 20}),
  sessionToken: fc.option(fc.constantFrom('token/+='), {nil: undefined}),
})

type Call = typeof arbitraryCall extends fc.Arbitrary<infer Value> ? Value : never

function toSmithy({method, path, query, headerText, body}: Call): HttpRequest {
  const headers = {host: '127.0.0.1:4600', 'x-amz-meta-note': headerText}
  return new HttpRequest({method, protocol: 'http:', hostname: '127.0.0.1', port: 4600, path, query, headers, body})
}

/** Parameters as the SDK's own request handler writes them. */
function toWire(
  request: Pick<HttpRequest, 'method' | 'path' | 'headers'> & Partial<Pick<HttpRequest, 'query'>>,
  body: string,
): SignedRequest {
  const pairs = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map((text) => `${escaped(name)}=${escaped(text)}`),
  )
  const target = pairs.length === 0 ? request.path : `${request.path}?${pairs.join('&')}`
  return {method: request.method, target, rawHeaders: Object.entries(request.headers).flat(), body: Buffer.from(body)}
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

test("verifySignature: whatever the SDK's signer signs is right, and nothing else is", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCall, async (call) => {
      const signed = await sdkSigner({...credentials, sessionToken: call.sessionToken}).sign(toSmithy(call), {
        signingDate: new Date(nowMs),
      })
      const request = toWire(signed, call.body)
      const token = call.sessionToken === undefined ? {} : {sessionToken: call.sessionToken}
      assert.equal(outcome(request, {service: 'execute-api', ...token}), 'verified')
      const changed = [
        {...request, method: 'PUT'},
        {...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}more=1`},
        {...request, body: Buffer.from(`${call.body}!`)},
      ]
      for (const other of changed) assert.match(outcome(other, token), /^InvalidSignature: The request signature we/)
      assert.match(outcome(request, {...token, secretAccessKey: 'another'}), /^InvalidSignature: The request signature/)
    }),
    {numRuns: 300},
  )
})

test("verifySignature: whatever the SDK's signer presigns is right until it expires", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCall, async (call) => {
      const options = {signingDate: new Date(nowMs), expiresIn: 600}
      const signed = await sdkSigner({...credentials, sessionToken: call.sessionToken}).presign(
        toSmithy({...call, body: ''}),
        options,
      )
      const request = toWire(signed, '')
      const token = call.sessionToken === undefined ? {} : {sessionToken: call.sessionToken}
      assert.equal(outcome(request, {...token, nowMs: nowMs + 600_000}), 'verified')
      assert.equal(
        outcome(request, {...token, nowMs: nowMs + 601_000}),
        'InvalidSignature: Signature expired: 20150830T124600Z is now earlier than 20150830T124601Z',
      )
    }),
    {numRuns: 100},
  )
})

test('verifySignature: a body that is declared unsigned may be any', async () => {
  const call: Call = {method: 'POST', path: '/pets', query: {}, headerText: 'x', body: 'one', sessionToken: undefined}
  const smithy = toSmithy(call)
  smithy.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
  const signed = await sdkSigner(credentials).sign(smithy, {signingDate: new Date(nowMs)})
  assert.equal(outcome(toWire(signed, 'another')), 'verified')
})

test('parseSignature: hostile text is refused, never thrown over', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 80}), fc.string({maxLength: 80}), (authorization, query) => {
      const rawHeaders = ['authorization', `AWS4-HMAC-SHA256 ${authorization}`]
      assert.notEqual(outcome({method: 'GET', target: `/?${query}`, rawHeaders, body: noBody}), 'verified')
      const target = `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&${query}`
      assert.notEqual(outcome({method: 'GET', target, rawHeaders: [], body: noBody}), 'verified')
    }),
  )
})
