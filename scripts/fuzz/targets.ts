import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {zipSync} from 'fflate'
import {readRun} from '../../src/apply/runs.js'
import {parseSettings} from '../../src/config/parse-settings.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {applyPatch, mapRule, refuseShortly, replaceRule} from '../../src/gateway/control/apigateway/patch.js'
import type {PatchOperation} from '../../src/gateway/control/apigateway/patch.js'
import {CborError, decodeCbor} from '../../src/gateway/control/cbor.js'
import {unpackCode} from '../../src/gateway/control/lambda/code-package.js'
import {compileFilterPattern} from '../../src/gateway/control/logs/filter-pattern.js'
import {ServiceError} from '../../src/gateway/control/service-error.js'
import {addressOf} from '../../src/gateway/address.js'
import {parseContextTemplate} from '../../src/gateway/data/context-template.js'
import {parseValueExpression} from '../../src/gateway/data/http/value-expression.js'
import {compileJavaPattern} from '../../src/gateway/data/java-pattern.js'
import {parseQuery} from '../../src/gateway/data/query-string.js'
import {pathSegments, splitTarget} from '../../src/gateway/data/request-path.js'
import {SchemaPattern} from '../../src/gateway/data/rest/schema-pattern.js'
import {evaluateSelection, parseSelectionExpression} from '../../src/gateway/data/websocket/selection-expression.js'
import {decideIdentityPolicy, decideResourcePolicy} from '../../src/gateway/identity/decide-policy.js'
import {parseSignature} from '../../src/gateway/identity/parse-signature.js'
import {SignatureError} from '../../src/gateway/identity/signature-error.js'
import {readFirstBytes} from '../../src/gateway/tls/client-hello.js'
import {parseAccessLine, parseLogFormat} from '../../src/metrics/access-log-format.js'
import {readPlanFile} from '../../src/project/deploy/plan-file.js'
import {portalSite} from '../../src/sdk-export/portal/portal-files.js'
import {unpackSdk} from '../../src/sdk-export/unpack-sdk.js'
import {parseDefinition} from '../../src/spec/parse.js'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {toRestApi} from '../../src/spec/to-rest-api.js'
import {compileJsonPath} from '../../src/vtl/json-path.js'
import {parsePermissiveJson} from '../../src/vtl/json-smart.js'
import {PatternError} from '../../src/vtl/regex/pattern-error.js'
import {parseTemplate, renderTemplate} from '../../src/vtl/template.js'
import {VtlError} from '../../src/vtl/vtl-error.js'
import {soup, stirred} from '../../test/support/arbitrary-text.js'
import {clientHello} from './client-hello.js'
import {examples} from './examples.js'
import {FrameReader} from './frame-reader.js'
import {hostileFrames} from './hostile-frames.js'
import {messageExamples, readMessage} from './read-message.js'
import {readToken, tokenExamples} from './read-token.js'

/** One reader of outside input: what it is given, and what reads it. Any error but `refusals` is a finding. */
export type Target = {
  name: string
  input: fc.Arbitrary<string>
  refusals: readonly Refusal[]
  read: (text: string) => unknown
  /** Ends what the reads have started. */
  close?: () => Promise<void>
}

type Refusal = abstract new (...words: never[]) => Error

const anyText = fc.string({maxLength: 200, unit: 'binary'})
const words = (pieces: string): fc.Arbitrary<string> => fc.oneof(soup(pieces.split(' ')), anyText)
const body = '{"a": {"b": [1, "x", null]}, "list": [{"a": 1}, {"a": "b"}]}'
const frames = new FrameReader()
const limits = {maxSteps: 20_000, maxOutputChars: 20_000}

/** Every parser that reads what others wrote. */
export const targets: readonly Target[] = [
  {name: 'definitions', input: stirred(examples.definitions), refusals: [], read: readDefinition},
  {
    name: 'apigw.yaml',
    input: stirred(examples.settings),
    refusals: [],
    read: (text) => parseSettings(text, 'apigw.yaml'),
  },
  {
    name: 'mapping templates',
    input: words(examples.vtl),
    refusals: [VtlError],
    read: (text) =>
      renderTemplate(parseTemplate(text), {
        body,
        params: {path: {}, querystring: {}, header: {}},
        context: {},
        stageVariables: {},
        limits,
      }),
  },
  {
    name: 'JSONPath',
    input: words(examples.jsonPath),
    refusals: [VtlError],
    read: (text) => compileJsonPath(text)(parsePermissiveJson(body)),
  },
  {
    name: 'request bodies',
    input: stirred([body, '[1, tru, "\\u00e9"]']),
    refusals: [VtlError],
    read: (text) => parsePermissiveJson(text),
  },
  {
    name: 'regular expressions',
    input: words(examples.regex),
    refusals: [PatternError],
    read: (text) => compileJavaPattern(text).matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaab1-x'),
  },
  {
    name: 'patterns of models',
    input: words(examples.regex),
    refusals: [PatternError],
    read: (text) => new SchemaPattern(text, '').test('aaaaaaaaaaaaaaaaaaaaaaaaaaaab1-x\n'),
  },
  {name: 'selection expressions', input: words(examples.selection), refusals: [], read: readSelection},
  {name: 'access-log formats', input: words(examples.logFormat), refusals: [], read: readLogFormat},
  {
    name: 'log filter patterns',
    input: words(examples.filter),
    refusals: [ServiceError],
    read: (text) => compileFilterPattern(text)('{"a": {"b": 1}}'),
  },
  {name: 'policies', input: stirred(examples.policies), refusals: [SyntaxError], read: readPolicy},
  {
    name: 'SigV4',
    input: stirred(examples.authorizations),
    refusals: [SignatureError],
    read: (text) => {
      const [head = '', query = ''] = text.split('?')
      return parseSignature({
        method: 'GET',
        target: `/?${query}`,
        rawHeaders: ['authorization', head],
        body: Buffer.alloc(0),
      })
    },
  },
  {name: 'tokens and keys', input: stirred(tokenExamples), refusals: [], read: readToken},
  {
    name: 'TLS hellos',
    input: fc.oneof(stirred([clientHello('api.example.com').toString('latin1')]), anyText),
    refusals: [],
    read: readHello,
  },
  {
    name: 'WebSocket messages',
    input: fc.oneof({weight: 4, arbitrary: stirred(messageExamples)}, fc.constantFrom(...messageExamples)),
    refusals: [],
    read: readMessage,
  },
  {
    name: 'WebSocket frames',
    input: hostileFrames,
    refusals: [],
    read: (text) => frames.read(text),
    close: () => frames.close(),
  },
  {name: 'portals', input: stirred(examples.definitions), refusals: [], read: readPortal},
  {name: 'HTTP paths', input: words(examples.paths), refusals: [], read: readTarget},
  {name: 'patch documents', input: stirred(examples.patches), refusals: [SyntaxError, ServiceError], read: readPatch},
  {
    name: 'CBOR',
    input: fc.base64String({maxLength: 200}),
    refusals: [CborError],
    read: (text) => decodeCbor(Buffer.from(text, 'base64')),
  },
  {
    name: 'saved plans',
    input: stirred(examples.plans),
    refusals: [ApigwError],
    read: fromFile('plan.json', readPlanFile),
  },
  {name: 'journals', input: stirred(examples.journals), refusals: [ApigwError], read: fromFile('run.jsonl', readRun)},
  {name: 'archives', input: stirred([zipText()]), refusals: [ApigwError, ServiceError], read: readZip},
]

function readDefinition(text: string): void {
  const {document} = parseDefinition({text, file: 'openapi.yaml'})
  if (document === undefined) return
  toRestApi(document, {documentation: 'all', basePath: 'split', mode: 'author'})
  toHttpApi(document, {basePath: 'prepend', mode: 'author'})
}

/** Cut anywhere, as bytes arrive. */
function readHello(text: string): void {
  const bytes = Buffer.from(text, 'latin1')
  for (const length of [0, 1, 4, 5, bytes.length >> 1, bytes.length]) readFirstBytes(bytes.subarray(0, length))
}

function readPortal(text: string): void {
  const {document} = parseDefinition({text, file: 'openapi.yaml'})
  if (document === undefined) return
  const {api} = toRestApi(document, {documentation: 'all', basePath: 'split', mode: 'author'})
  if (api !== undefined) portalSite(api, document.root, 'https://api.example.com')
}

function readSelection(text: string): void {
  evaluateSelection(parseSelectionExpression(text), (steps) => steps.length)
  parseValueExpression(text, 'request')
  parseValueExpression(text, 'response')
}

function readLogFormat(text: string): void {
  parseContextTemplate(text)
  parseAccessLine(parseLogFormat(text), '10.0.0.1 - [21/Nov/2026] "GET /pets" {"a": "b"}')
}

function readPolicy(text: string): void {
  const document: unknown = JSON.parse(text)
  const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/pets'
  const question = {action: 'execute-api:Invoke', arn, values: new Map([['aws:SourceIp', ['10.0.0.1']]])}
  decideResourcePolicy(document, question)
  decideIdentityPolicy(document, question)
}

function readTarget(text: string): void {
  const address = addressOf(text.slice(0, 20), text, () => false)
  if ('target' in address) pathSegments(splitTarget(address.target).path)
  pathSegments(splitTarget(text).path)
  parseQuery(text)
}

type Patched = {description?: string | undefined; variables: ReadonlyMap<string, string | undefined>}

function readPatch(text: string): void {
  const operations: unknown = JSON.parse(text)
  if (!Array.isArray(operations) || !operations.every(isOperation)) return
  applyPatch<Patched>(
    {variables: new Map()},
    {patchOperations: operations},
    {
      rules: [
        replaceRule('/description', (target, description) => ({...target, description})),
        mapRule('/variables/{}', {
          has: ({variables}, name) => variables.has(name),
          apply: (target, name, value) => ({...target, variables: new Map([...target.variables, [name, value]])}),
          absent: 'Invalid variable',
        }),
      ],
      refuse: refuseShortly,
    },
  )
}

/** What the wire model lets through to a patch table. */
function isOperation(value: unknown): value is PatchOperation {
  if (typeof value !== 'object' || value === null || !('op' in value)) return false
  const texts = [value.op, 'path' in value ? value.path : '', 'value' in value ? value.value : '']
  return texts.every((text) => typeof text === 'string')
}

function fromFile(name: string, read: (file: string) => Promise<unknown>): Target['read'] {
  return (text) =>
    inFolder(async (folder) => {
      await writeFile(join(folder, name), text)
      await read(join(folder, name))
    })
}

function zipText(): string {
  const zip = zipSync({'index.mjs': Buffer.from('export const handler = 1'), 'lib/a.txt': Buffer.alloc(500, 'a')})
  return Buffer.from(zip).toString('latin1')
}

async function readZip(text: string): Promise<void> {
  const zip = Buffer.from(text, 'latin1')
  await inFolder((folder) => unpackCode(zip, folder).catch(unlessRefused))
  unpackSdk(zip)
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof ServiceError)) throw error
}

async function inFolder(work: (folder: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'apigw-fuzz-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}
