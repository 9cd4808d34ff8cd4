import assert from 'node:assert/strict'
import {isDeepStrictEqual} from 'node:util'
import * as v1 from '@aws-sdk/client-api-gateway'
import * as v2 from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {restOperations} from '../../src/gateway/control/apigateway/operations.js'
import {apigatewayv2Operations} from '../../src/gateway/control/apigatewayv2/operations.js'
import {testControlPlane} from '../support/control-plane.js'
import {clientOptions} from '../support/in-process-aws.js'
import {sdkClient} from '../support/sdk-shape.js'
import type {RecordedCase} from './recorded-case.js'

/** The clients that a scenario can speak through. */
const sdks: Readonly<Record<'apigateway' | 'apigatewayv2', Record<string, unknown>>> = {
  apigateway: v1,
  apigatewayv2: v2,
}
type Service = keyof typeof sdks

/** One call and what AWS answered it. */
export type Step = {
  call: string
  /** Whose operation it is; that of the table when absent. */
  of?: Service
  /** Input of the SDK's command. A text `{pets.id}` stands for the member `id` of the answer kept as `pets`. */
  with?: object
  /** A request that the SDK cannot send, by hand: verb, path and body; answers are compared as they are on the wire. */
  sends?: readonly [method: string, target: string, body: object]
  /** Name under which the answer is kept for later steps. */
  as?: string
  /** Status and every member of AWS's answer; absent when only a later step is of interest. */
  answers?: readonly [status: number, members?: object]
  refuses?: readonly [code: string, message: string, status?: number]
}

/** A recorded sequence of calls on an empty account. */
export type Scenario = RecordedCase & {steps: readonly Step[]}

/** Stands for a value that AWS makes up: an id, a date, the value of a key, the position of a page. */
export const madeUp = {
  id: {madeUp: 'id', is: (value: unknown) => typeof value === 'string' && /^[a-z0-9]{6,10}$/.test(value)},
  date: {madeUp: 'date', is: (value: unknown) => value instanceof Date},
  text: {madeUp: 'text', is: (value: unknown) => typeof value === 'string' && value !== ''},
}

/** A member that is JSON text: compared by what it says, not by how it is spaced. */
export function jsonText(json: object): object {
  return {json}
}

/** Makes a test of each scenario: all its steps are carried out, all differences told at once. */
export function testScenarios(noun: string, scenarios: readonly Scenario[], service: Service = 'apigateway'): void {
  for (const {name, source, recorded, steps} of scenarios) {
    test(`${noun}: ${name} (${source}, ${recorded})`, async () => {
      const differences = await new Replay(service).differences(steps)
      if (differences.length > 0) assert.fail(JSON.stringify(differences, null, 1))
    })
  }
}

type Answer = Record<string, unknown>

class Replay {
  readonly #service: Service
  readonly #kept = new Map<string, Answer>()
  readonly #controlPlane = testControlPlane({apigateway: restOperations, apigatewayv2: apigatewayv2Operations})
    .controlPlane

  constructor(service: Service) {
    this.#service = service
  }

  async differences(steps: readonly Step[]): Promise<object[]> {
    const all: object[] = []
    for (const [index, step] of steps.entries()) {
      const got = await this.#send(step)
      if (step.as !== undefined) this.#kept.set(step.as, got.members)
      const wanted = this.#wanted(step)
      const place = `step ${index + 1}: ${step.call}`
      if (wanted.status !== undefined && wanted.status !== got.status) all.push({place, wanted, got})
      else if (wanted.members !== undefined && !matches(got.members, wanted.members)) all.push({place, wanted, got})
    }
    return all
  }

  async #send(step: Step): Promise<{status: number | undefined; members: Answer}> {
    if (step.sends !== undefined) return this.#sendByHand(step.sends)
    const service = step.of ?? this.#service
    const Command = sdks[service][`${step.call}Command`] as new (input: object) => unknown
    const client = sdkClient(service, clientOptions(this.#controlPlane))
    try {
      const {$metadata, ...members} = (await client.send(
        new Command(this.#filled(step.with ?? {}) as object),
      )) as Answer
      return {status: ($metadata as {httpStatusCode: number}).httpStatusCode, members: plain(members)}
    } catch (error) {
      const {name, message, $metadata} = error as Error & {$metadata?: {httpStatusCode?: number}}
      return {status: $metadata?.httpStatusCode, members: {code: name, message}}
    }
  }

  #sendByHand([method, target, body]: NonNullable<Step['sends']>): {status: number; members: Answer} {
    const {status, body: answer} = this.#controlPlane({
      method,
      target: String(this.#filled(target)),
      rawHeaders: ['Authorization', 'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/apigateway/aws4_request'],
      body: Buffer.from(JSON.stringify(this.#filled(body))),
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
      signal: new AbortController().signal,
    })
    return {status, members: JSON.parse(Buffer.isBuffer(answer) ? answer.toString('utf8') : '{}') as Answer}
  }

  #wanted({answers, refuses}: Step): {status?: number; members?: object} {
    if (refuses !== undefined) {
      const [code, message, status = statusOf(code)] = refuses
      return {status, members: {code, message: this.#filled(message)}}
    }
    if (answers === undefined) return {}
    const [status, members] = answers
    return {status, ...(members === undefined ? {} : {members: this.#filled(members) as object})}
  }

  /** The value with members of kept answers in place of their names. */
  #filled(value: unknown): unknown {
    if (typeof value === 'string')
      return value.replaceAll(/\{([\w-]+)\.([\w.]+)\}/g, (text, name, path) =>
        this.#member(text, String(name), String(path)),
      )
    if (Array.isArray(value)) return value.map((entry) => this.#filled(entry))
    if (typeof value !== 'object' || value === null || isMadeUp(value) || value instanceof Uint8Array) return value
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [this.#filled(key), this.#filled(entry)]))
  }

  #member(text: string, name: string, path: string): string {
    const answer = this.#kept.get(name)
    if (answer === undefined) return text
    const value = path.split('.').reduce<unknown>((from, key) => (from as Answer | undefined)?.[key], answer)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : text
  }
}

function statusOf(code: string): number {
  const statuses: Readonly<Record<string, number>> = {NotFoundException: 404, ConflictException: 409}
  return statuses[code] ?? 400
}

/** Without the classes and the undefined members that the SDK puts into answers. */
function plain(value: Answer): Answer {
  return plainValue(value) as Answer
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(entries.map(([key, member]) => [key, plainValue(member)]))
}

type MadeUp = {madeUp: string; is: (value: unknown) => boolean}

function isMadeUp(value: object): value is MadeUp {
  return 'madeUp' in value && 'is' in value
}

function isJsonText(value: object): value is {json: object} {
  return 'json' in value && Object.keys(value).length === 1
}

function matches(got: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null) {
    if (isMadeUp(wanted)) return wanted.is(got)
    if (isJsonText(wanted)) return typeof got === 'string' && matches(JSON.parse(got), wanted.json)
    if (Array.isArray(wanted)) {
      return (
        Array.isArray(got) && got.length === wanted.length && wanted.every((entry, index) => matches(got[index], entry))
      )
    }
    if (typeof got !== 'object' || got === null) return false
    const keys = Object.keys(wanted)
    return (
      isDeepStrictEqual(Object.keys(got).sort(), [...keys].sort()) &&
      keys.every((key) => matches((got as Answer)[key], (wanted as Answer)[key]))
    )
  }
  return Object.is(got, wanted)
}
