import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {IncomingMessage, Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {verifySignature} from './verify-signature.js'
import type {Signed} from './verify-signature.js'

export type StandInCall = Signed & {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

export type StandInAnswer = {status?: number; headers?: Record<string, string>; body?: string | Buffer}

/** A few AWS services on one port, in their own protocols and answers. Refuses what is not signed right with 403. */
export type StandIn = {
  url: string
  calls: StandInCall[]
  messages: Record<string, string>[]
  objects: Map<string, {body: Buffer; type: string}>
  close: () => Promise<void>
}

export const standInKeys = {AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG'}

export type Handler = (call: StandInCall, state: Omit<StandIn, 'url' | 'close'>) => StandInAnswer

/** `own` takes over services, by their signing name. */
export async function startStandIn(own: Record<string, Handler> = {}): Promise<StandIn> {
  const state = {calls: [] as StandInCall[], messages: [], objects: new Map<string, {body: Buffer; type: string}>()}
  const secrets = {[standInKeys.AWS_ACCESS_KEY_ID]: standInKeys.AWS_SECRET_ACCESS_KEY, '123456789012': 'local'}
  const server = createServer((request, response) => {
    void answer(request, secrets, {...handlers, ...own}, state).then(({status = 200, headers = {}, body = ''}) => {
      response.writeHead(status, headers).end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  return {...state, url: `http://127.0.0.1:${port}`, close: () => closed(server)}
}

async function answer(
  request: IncomingMessage,
  secrets: Record<string, string>,
  services: Record<string, Handler>,
  state: Omit<StandIn, 'url' | 'close'>,
): Promise<StandInAnswer> {
  const body = Buffer.concat(await request.toArray())
  try {
    const signed = verifySignature(request, body, secrets)
    const {pathname: path, searchParams: query} = new URL(request.url ?? '/', 'http://stand-in')
    const call = {...signed, method: request.method ?? '', path, query, headers: request.headers, body}
    state.calls.push(call)
    return services[signed.service]?.(call, state) ?? json({message: `No service ${signed.service} here.`}, 404)
  } catch (error) {
    return json({__type: 'InvalidSignatureException', message: String(error)}, 403)
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

function json(value: unknown, status = 200, type = 'application/x-amz-json-1.1'): StandInAnswer {
  return {status, headers: {'content-type': type}, body: JSON.stringify(value)}
}

function action({headers}: StandInCall): string {
  return String(headers['x-amz-target']).split('.')[1] ?? ''
}

/** Parameters of the query protocol: those of the address and of a form. */
function form({query, headers, body}: StandInCall): URLSearchParams {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  return new URLSearchParams([...query, ...(isForm ? new URLSearchParams(body.toString()) : [])])
}

const requestId = '8ab0fbb8-ed3a-52a1-b4ea-a6f5a6a5f8ce'

/** Query services answer JSON to those who accept it, XML to all others. */
function queryAnswer({headers}: StandInCall, name: string, result: Record<string, string>): StandInAnswer {
  if (headers.accept === 'application/json') {
    const members = {[`${name}Result`]: result, ResponseMetadata: {RequestId: requestId}}
    return json({[`${name}Response`]: members}, 200, 'application/json')
  }
  const members = Object.entries(result).map(([key, value]) => `<${key}>${value}</${key}>`)
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
  const body = `<?xml version="1.0"?><${name}Response><${name}Result>${members.join('')}</${name}Result>${metadata}</${name}Response>`
  return {headers: {'content-type': 'text/xml'}, body}
}

const handlers: Record<string, Handler> = {
  s3: (call, {objects}) => {
    const key = decodeURIComponent(call.path)
    if (call.method === 'PUT') {
      objects.set(key, {body: call.body, type: call.headers['content-type'] ?? ''})
      return {headers: {ETag: `"${createHash('md5').update(call.body).digest('hex')}"`}}
    }
    const found = objects.get(key)
    if (call.method === 'DELETE') return objects.delete(key) ? {status: 204} : {status: 204}
    if (found === undefined) {
      const text = `<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>${key.split('/').at(-1) ?? ''}</Key>`
      return {status: 404, headers: {'content-type': 'application/xml'}, body: `<Error>${text}</Error>`}
    }
    const type = call.query.get('response-content-type') ?? found.type
    const etag = `"${createHash('md5').update(found.body).digest('hex')}"`
    return {headers: {'content-type': type, ETag: etag}, body: found.body}
  },
  sqs: (call, {messages}) => {
    const parameters = form(call)
    const name = parameters.get('Action') ?? ''
    if (name === 'SendMessage') messages.push(Object.fromEntries(parameters))
    const md5 = createHash('md5')
      .update(parameters.get('MessageBody') ?? '')
      .digest('hex')
    return queryAnswer(call, name, name === 'SendMessage' ? {MessageId: requestId, MD5OfMessageBody: md5} : {})
  },
  sns: (call) => queryAnswer(call, call.query.get('Action') ?? '', {MessageId: requestId}),
  ssm: (call) =>
    queryAnswer(call, call.query.get('Action') ?? '', {
      Name: call.query.get('Name') ?? '',
      Value: '123',
      Type: 'String',
    }),
  dynamodb: (call) => {
    const id = {S: 'test'}
    if (action(call) === 'PutItem') return json({}, 200, 'application/x-amz-json-1.0')
    return json({Count: 1, Items: [{id}], ScannedCount: 1}, 200, 'application/x-amz-json-1.0')
  },
  kinesis: () => json({SequenceNumber: '49653305', ShardId: 'shardId-000000000000'}),
  events: () => json({Entries: [{EventId: requestId}], FailedEntryCount: 0}),
  states: (call) => {
    const isStart = action(call).startsWith('Start')
    const executionArn = 'arn:aws:states:eu-west-1:123456789012:execution:pets:1'
    return json(isStart ? {executionArn, startDate: 1.72081e9} : {}, 200, 'application/x-amz-json-1.0')
  },
  appconfig: () => ({headers: {'content-type': 'application/json', 'Configuration-Version': '3'}, body: '{"on":true}'}),
}
