import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {createControlPlane} from '../../../src/gateway/control/control-plane.js'
import {serviceOperations} from '../../../src/gateway/control/operations.js'
import {operationsOf} from '../../../src/gateway/control/shape.js'
import type {WireOperation} from '../../../src/gateway/control/shape.js'
import {wireModel} from '../../../src/gateway/control/wire-model.js'
import type {ServiceName} from '../../../src/gateway/control/wire-model.js'
import {newId} from '../../../src/gateway/new-id.js'
import {Store} from '../../../src/gateway/store/store.js'
import {arbitraryMembers} from '../../support/arbitrary-members.js'
import {clientOptions} from '../../support/in-process-aws.js'
import {sdkClient, sdkCommand} from '../../support/sdk-shape.js'
import type {SdkClient} from '../../support/sdk-shape.js'

/** Errors of the service frame, which are in no service model. */
const frameErrors = ['ValidationException', 'SerializationException', 'NotImplementedException']

/** A client over a control plane with all behaviour, whose every defect is a failure. */
function newClient(service: ServiceName): {client: SdkClient; store: Store} {
  const store = Store.open()
  const controlPlane = createControlPlane({
    store,
    clock: {nowMs: () => 1_700_000_000_000},
    newId,
    newRequestId: () => 'request-id',
    operations: serviceOperations,
    auth: 'signed',
    limits: undefined,
    onDefect: (error) => assert.fail(error as Error),
  })
  return {client: sdkClient(service, clientOptions(controlPlane)), store}
}

/** The error's code, checked against the model; undefined for a success. */
async function codeOf(client: SdkClient, operation: WireOperation, members: object): Promise<string | undefined> {
  try {
    await client.send(sdkCommand(operation, members as Record<string, unknown>))
    return undefined
  } catch (error) {
    const {name, message, $metadata} = error as Error & {$metadata?: {httpStatusCode?: number}}
    const errors: Record<string, number> = wireModel[operation.service].errors
    const known =
      errors[name] ?? (name === 'NotImplementedException' ? 501 : frameErrors.includes(name) ? 400 : undefined)
    assert.ok(known, `${operation.name}: ${name} ${message}`)
    assert.equal($metadata?.httpStatusCode, known, `${operation.name}: ${name} ${message}`)
    assert.notEqual(message, '')
    return name
  }
}

for (const service of ['apigateway', 'apigatewayv2'] as const) {
  for (const operation of operationsOf(service)) {
    const {input} = operation
    if (input === undefined) continue

    test(`${service} ${operation.name}: any valid members get a success or an error of the model`, async () => {
      const {client, store} = newClient(service)
      for (const members of fc.sample(arbitraryMembers(input), {numRuns: 5, seed: 7})) {
        const before = store.version
        const code = await codeOf(client, operation, members)
        if (code !== undefined) assert.equal(store.version, before, 'a refused call changes nothing')
      }
    })

    const [missing] = input.required.filter((name) => input.members().get(name)?.place === 'body')
    if (missing === undefined) continue

    test(`${service} ${operation.name}: a missing ${missing} is refused by the frame`, async () => {
      const {client} = newClient(service)
      const [members = {}] = fc.sample(arbitraryMembers(input), {numRuns: 1, seed: 7})
      const others = Object.entries(members).filter(([name]) => name !== missing)
      const code = await codeOf(client, operation, Object.fromEntries(others))
      const wanted = service === 'apigateway' ? 'ValidationException' : 'BadRequestException'
      const isThere = serviceOperations[service]?.[operation.name] !== undefined
      assert.equal(code, isThere ? wanted : 'NotImplementedException')
    })
  }
}
