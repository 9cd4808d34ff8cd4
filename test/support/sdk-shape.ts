import assert from 'node:assert/strict'
import * as v1 from '@aws-sdk/client-api-gateway'
import * as management from '@aws-sdk/client-apigatewaymanagementapi'
import * as v2 from '@aws-sdk/client-apigatewayv2'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as lambda from '@aws-sdk/client-lambda'
import * as sts from '@aws-sdk/client-sts'
import type {Members} from '../../src/gateway/control/operation.js'
import type {Member, Shape, Structure, WireOperation} from '../../src/gateway/control/shape.js'
import type {ServiceName} from '../../src/gateway/control/wire-model.js'

/** What every client of the SDK takes; `requestHandler` and `signer` replace its own. */
export type SdkOptions = {
  region: string
  endpoint: string
  credentials: {accessKeyId: string; secretAccessKey: string}
  maxAttempts: number
  requestHandler?: object
  signer?: {sign: <Request>(request: Request) => Promise<Request>}
}

export type SdkClient = {send: (command: unknown) => Promise<object>}

type Sdk = {
  module: Record<string, unknown>
  open: (options: SdkOptions) => SdkClient
  /** Members are `restApiId` in the v1 client and `ApiId` in the others, except for ExportApi's `body`. */
  upperCase: boolean
}

const sdks: Readonly<Record<ServiceName, Sdk>> = {
  apigateway: {module: v1, open: (options) => new v1.APIGatewayClient(options) as SdkClient, upperCase: false},
  apigatewayv2: {module: v2, open: (options) => new v2.ApiGatewayV2Client(options) as SdkClient, upperCase: true},
  apigatewaymanagementapi: {
    module: management,
    open: (options) => new management.ApiGatewayManagementApiClient(options) as SdkClient,
    upperCase: true,
  },
  cloudwatch: {
    module: cloudwatch,
    open: (options) => new cloudwatch.CloudWatchClient(options) as SdkClient,
    upperCase: true,
  },
  logs: {module: logs, open: (options) => new logs.CloudWatchLogsClient(options) as SdkClient, upperCase: false},
  lambda: {module: lambda, open: (options) => new lambda.LambdaClient(options) as SdkClient, upperCase: true},
  sts: {module: sts, open: (options) => new sts.STSClient(options) as SdkClient, upperCase: true},
}

/** The SDK's client of a service. */
export function sdkClient(service: ServiceName, options: SdkOptions): SdkClient {
  return sdks[service].open(options)
}

/** The SDK's command for an operation, from members as the gateway names them. */
export function sdkCommand({service, name, input}: WireOperation, members: Members): unknown {
  const {module, upperCase} = sdks[service]
  const Command = module[`${name}Command`] as new (input: unknown) => unknown
  return new Command(toSdk(members, input, upperCase))
}

/** What the SDK shows of an answer. */
export function sdkAnswer({service, output}: WireOperation, members: Members): Record<string, unknown> {
  return toSdk(members, output, sdks[service].upperCase)
}

function toSdk(members: Members, structure: Structure | undefined, upperCase: boolean): Record<string, unknown> {
  const shapes = structure?.members() ?? new Map<string, Member>()
  const entries = Object.entries(members).map(([name, value]) => {
    const member = shapes.get(name)
    return [sdkName(name, member, upperCase), member === undefined ? value : toSdkValue(value, member.shape, upperCase)]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}

function sdkName(name: string, member: Member | undefined, upperCase: boolean): string {
  const isUpper = upperCase && !(name === 'body' && member?.place === 'payload')
  return isUpper ? name.slice(0, 1).toUpperCase() + name.slice(1) : name
}

function toSdkValue(value: unknown, shape: Shape, upperCase: boolean): unknown {
  if (shape.kind === 'timestamp') return new Date(value as number)
  if (shape.kind === 'blob') return new Uint8Array(value as Buffer)
  if (shape.kind === 'structure') return toSdk(value as Members, shape.structure, upperCase)
  if (shape.kind === 'list') return (value as unknown[]).map((entry) => toSdkValue(entry, shape.element, upperCase))
  if (shape.kind !== 'map') return value
  const entries = Object.entries(value as Members)
  return Object.fromEntries(entries.map(([key, entry]) => [key, toSdkValue(entry, shape.element, upperCase)]))
}

/** Throws unless every member of the SDK's answer is as the service model has it: required members, enums. */
export function assertSdkAnswer({service, name, output}: WireOperation, answer: Record<string, unknown>): void {
  if (output !== undefined) assertMembers(answer, output, {upperCase: sdks[service].upperCase, at: name})
}

type Place = {upperCase: boolean; at: string}

function assertMembers(value: Record<string, unknown>, structure: Structure, {upperCase, at}: Place): void {
  for (const [name, member] of structure.members()) {
    const shown = value[sdkName(name, member, upperCase)]
    const place = {upperCase, at: `${at}.${name}`}
    if (shown !== undefined) assertValue(shown, member.shape, place)
    else assert.ok(!structure.required.includes(name), `${place.at} is required`)
  }
}

function assertValue(value: unknown, shape: Shape, place: Place): void {
  if (shape.kind === 'structure') assertMembers(value as Record<string, unknown>, shape.structure, place)
  if (shape.kind === 'string' && shape.allowed !== undefined) {
    assert.ok(shape.allowed.includes(value as string), `${place.at} is ${String(value)}`)
  }
  if (shape.kind !== 'list' && shape.kind !== 'map') return
  for (const [key, entry] of Object.entries(value as object)) {
    assertValue(entry, shape.element, {...place, at: `${place.at}[${key}]`})
  }
}
