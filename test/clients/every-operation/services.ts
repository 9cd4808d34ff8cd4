import assert from 'node:assert/strict'
import {operationsOf} from '../../../src/gateway/control/shape.js'
import type {WireOperation} from '../../../src/gateway/control/shape.js'
import {wireModel} from '../../../src/gateway/control/wire-model.js'
import type {ServiceName} from '../../../src/gateway/control/wire-model.js'
import {assertSdkAnswer, sdkClient, sdkCommand} from '../../support/sdk-shape.js'
import type {Members} from './call.js'

/** Errors of the service frame, which stand in no service model. */
const frameErrors: Readonly<Record<string, number>> = {
  ValidationException: 400,
  MissingAuthenticationTokenException: 403,
}

type Answer = Readonly<Record<string, unknown>>
type Refused = {members: Members; isSigned: boolean; code: string}

/** The SDK's clients of one gateway; answers and errors are held against the service models. */
export class Services {
  readonly #url: string
  /** Where @connections of a deployed WebSocket API are. */
  connectionsUrl = ''

  constructor(url: string) {
    this.#url = url
  }

  /** The answer to a call that must succeed. */
  async expectAnswer(service: ServiceName, name: string, members: Members): Promise<Answer> {
    const operation = find(service, name)
    const answer = (await this.#client(service, true).send(sdkCommand(operation, members))) as Answer
    assertSdkAnswer(operation, answer)
    return answer
  }

  /** Throws unless the call is refused with `code`, at the status that the service model gives it. */
  async expectRefusal(service: ServiceName, name: string, {members, isSigned, code}: Refused): Promise<void> {
    const sent = this.#client(service, isSigned).send(sdkCommand(find(service, name), members))
    const error = await sent.then(
      () => assert.fail(`${name} took what it should refuse`),
      (reason: unknown) => reason as Error & {$metadata?: {httpStatusCode?: number}},
    )
    const errors: Readonly<Record<string, number>> = {...wireModel[service].errors, ...frameErrors}
    assert.equal(error.name, code, error.message)
    assert.equal(error.$metadata?.httpStatusCode, errors[code], error.message)
    assert.notEqual(error.message, '')
  }

  #client(service: ServiceName, isSigned: boolean) {
    const unsigned = {signer: {sign: <Request>(request: Request) => Promise.resolve(request)}}
    return sdkClient(service, {
      region: 'eu-west-1',
      endpoint: service === 'apigatewaymanagementapi' ? this.connectionsUrl : this.#url,
      credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'},
      maxAttempts: 1,
      ...(isSigned ? {} : unsigned),
    })
  }
}

function find(service: ServiceName, name: string): WireOperation {
  const operation = operationsOf(service).find((candidate) => candidate.name === name)
  assert.ok(operation, `the service model has no ${name}`)
  return operation
}
