import assert from 'node:assert/strict'
import * as v1 from '@aws-sdk/client-api-gateway'
import * as management from '@aws-sdk/client-apigatewaymanagementapi'
import * as v2 from '@aws-sdk/client-apigatewayv2'
import fc from 'fast-check'
import {test} from 'vitest'
import {createControlPlane} from '../../../src/gateway/control/control-plane.js'
import type {Members, Operation, Operations} from '../../../src/gateway/control/operation.js'
import {operationsOf} from '../../../src/gateway/control/shape.js'
import type {Member, Shape, Structure, WireOperation} from '../../../src/gateway/control/shape.js'
import type {ServiceName} from '../../../src/gateway/control/wire-model.js'
import {Store} from '../../../src/gateway/store/store.js'
import {arbitraryMembers} from '../../support/arbitrary-members.js'
import {clientOptions} from '../../support/in-process-aws.js'

type Client = {send: (command: unknown) => Promise<object>}
type Sdk = {
  module: Record<string, unknown>
  client: (options: ReturnType<typeof clientOptions>) => Client
  upperCase: boolean
}

/** Members are `restApiId` in the v1 client and `ApiId` in the others, except for ExportApi's `body`. */
const sdks: Record<ServiceName, Sdk> = {
  apigateway: {module: v1, client: (options) => new v1.APIGatewayClient(options) as Client, upperCase: false},
  apigatewayv2: {module: v2, client: (options) => new v2.ApiGatewayV2Client(options) as Client, upperCase: true},
  apigatewaymanagementapi: {
    module: management,
    client: (options) => new management.ApiGatewayManagementApiClient(options) as Client,
    upperCase: true,
  },
}

/** What the control plane of a service has been asked, and what it answers next. */
type Recorder = {seen: Members[]; output: Members; client: Client}

for (const [service, sdk] of Object.entries(sdks)) {
  const operations = operationsOf(service as ServiceName)
  const recorder = recordingClient(service as ServiceName, sdk)
  for (const operation of operations) {
    test(`${service} ${operation.name}: the SDK client and the control plane agree`, async () => {
      const values = fc.tuple(valueOf(operation.input), valueOf(operation.output))
      for (const [input, output] of fc.sample(values, {numRuns: 3, seed: 20})) {
        await roundTrip(sdk, operation, {input, output}, recorder)
      }
    })
  }
}

function recordingClient(service: ServiceName, sdk: Sdk): Recorder {
  const record: Operation = (members) => {
    recorder.seen.push(members)
    return recorder.output
  }
  const names = operationsOf(service).map(({name}) => [name, record])
  const controlPlane = createControlPlane({
    store: Store.open(),
    clock: {nowMs: () => 0},
    newId: () => 'id',
    newRequestId: () => 'request-id',
    operations: {[service]: Object.fromEntries(names) as Operations},
    auth: 'signed',
    onDefect: assert.ifError,
  })
  const recorder: Recorder = {seen: [], output: {}, client: sdk.client(clientOptions(controlPlane))}
  return recorder
}

function valueOf(structure: Structure | undefined): fc.Arbitrary<Members> {
  return structure === undefined ? fc.constant({}) : arbitraryMembers(structure)
}

async function roundTrip(
  sdk: Sdk,
  operation: WireOperation,
  {input, output}: {input: Members; output: Members},
  recorder: Recorder,
): Promise<void> {
  recorder.seen = []
  recorder.output = output
  const Command = sdk.module[`${operation.name}Command`] as new (input: unknown) => unknown
  const answer = await recorder.client.send(new Command(toSdk(input, operation.input, sdk.upperCase)))
  // The v1 client accepts JSON in every call, and GetExport reads that header.
  const sent = operation.name === 'GetExport' ? {accepts: 'application/json', ...input} : input
  assert.deepEqual(recorder.seen, [sent])
  assert.deepEqual(plain({...answer, $metadata: undefined}), toSdk(output, operation.output, sdk.upperCase))
}

function toSdk(members: Members, structure: Structure | undefined, upperCase: boolean): Record<string, unknown> {
  const shapes = structure?.members() ?? new Map<string, Member>()
  const entries = Object.entries(members).map(([name, value]) => {
    const shape = shapes.get(name)?.shape
    const sdkName =
      upperCase && !(name === 'body' && shapes.get(name)?.place === 'payload')
        ? name.slice(0, 1).toUpperCase() + name.slice(1)
        : name
    return [sdkName, shape === undefined ? value : toSdkValue(value, shape, upperCase)]
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

/** Answers without the client's own additions; it shows an empty payload as null. */
function plain(answer: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(answer).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof Uint8Array ? new Uint8Array(value) : value]),
  )
}
