import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {createControlPlane} from '../../../src/gateway/control/control-plane.js'
import type {Members, Operation, Operations} from '../../../src/gateway/control/operation.js'
import {operationsOf} from '../../../src/gateway/control/shape.js'
import type {Structure, WireOperation} from '../../../src/gateway/control/shape.js'
import {wireModel} from '../../../src/gateway/control/wire-model.js'
import type {ServiceName} from '../../../src/gateway/control/wire-model.js'
import {Store} from '../../../src/gateway/store/store.js'
import {arbitraryMembers} from '../../support/arbitrary-members.js'
import {clientOptions} from '../../support/in-process-aws.js'
import {sdkAnswer, sdkClient, sdkCommand} from '../../support/sdk-shape.js'
import type {SdkClient} from '../../support/sdk-shape.js'

/** What the control plane of a service has been asked, and what it answers next. */
type Recorder = {seen: Members[]; output: Members; client: SdkClient}

for (const service of Object.keys(wireModel) as ServiceName[]) {
  const recorder = recordingClient(service)
  for (const operation of operationsOf(service)) {
    test(`${service} ${operation.name}: the SDK client and the control plane agree`, async () => {
      const values = fc.tuple(valueOf(operation.input), valueOf(operation.output))
      for (const [input, output] of fc.sample(values, {numRuns: 3, seed: 20})) {
        await roundTrip(operation, {input, output}, recorder)
      }
    })
  }
}

function recordingClient(service: ServiceName): Recorder {
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
    limits: undefined,
    onDefect: assert.ifError,
  })
  const recorder: Recorder = {seen: [], output: {}, client: sdkClient(service, clientOptions(controlPlane))}
  return recorder
}

function valueOf(structure: Structure | undefined): fc.Arbitrary<Members> {
  return structure === undefined ? fc.constant({}) : arbitraryMembers(structure)
}

async function roundTrip(
  operation: WireOperation,
  {input, output}: {input: Members; output: Members},
  recorder: Recorder,
): Promise<void> {
  recorder.seen = []
  recorder.output = output
  const answer = await recorder.client.send(sdkCommand(operation, input))
  // The v1 client accepts JSON in every call, and GetExport reads that header.
  const sent = operation.name === 'GetExport' ? {accepts: 'application/json', ...input} : input
  assert.deepEqual(recorder.seen, [sent])
  // Where the status is a member of the answer, the client always shows it.
  const hasStatus = [...(operation.output?.members().values() ?? [])].some(({place}) => place === 'status')
  const shown = hasStatus ? {statusCode: operation.status, ...output} : output
  assert.deepEqual(plain({...answer, $metadata: undefined}), sdkAnswer(operation, shown))
}

/** Answers without the client's own additions; it shows an empty payload as null. */
function plain(answer: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(answer).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof Uint8Array ? new Uint8Array(value) : value]),
  )
}
