import * as v1 from '@aws-sdk/client-api-gateway'
import * as management from '@aws-sdk/client-apigatewaymanagementapi'
import * as v2 from '@aws-sdk/client-apigatewayv2'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as lambda from '@aws-sdk/client-lambda'
import type {Members} from '../../src/gateway/control/operation.js'
import type {Member, Shape, Structure, WireOperation} from '../../src/gateway/control/shape.js'
import type {ServiceName} from '../../src/gateway/control/wire-model.js'
import type {clientOptions} from './in-process-aws.js'

export type SdkClient = {send: (command: unknown) => Promise<object>}

type Sdk = {
  module: Record<string, unknown>
  open: (options: ReturnType<typeof clientOptions>) => SdkClient
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
}

/** The SDK's client of a service. */
export function sdkClient(service: ServiceName, options: ReturnType<typeof clientOptions>): SdkClient {
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
    const isUpper = upperCase && !(name === 'body' && member?.place === 'payload')
    const sdkName = isUpper ? name.slice(0, 1).toUpperCase() + name.slice(1) : name
    return [sdkName, member === undefined ? value : toSdkValue(value, member.shape, upperCase)]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
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
