import assert from 'node:assert/strict'
import {restOperations} from '../../../../src/gateway/control/apigateway/operations.js'
import type {Members, OperationContext} from '../../../../src/gateway/control/operation.js'
import {rootPrincipal} from '../../../../src/gateway/identity/principal.js'
import {ServiceError} from '../../../../src/gateway/control/service-error.js'
import {Store} from '../../../../src/gateway/store/store.js'

export const accountId = '111111111111'
export const region = 'eu-west-1'
export const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)

/** Operations called directly, each in one transaction of a store that lives in memory. */
export class Caller {
  readonly store = Store.open()
  #ids = 0

  readonly context: OperationContext = {
    store: this.store,
    scope: {accountId, region},
    principal: rootPrincipal(accountId),
    nowMs,
    newId: (length = 10) => {
      this.#ids += 1
      return `i${this.#ids}`.padEnd(length, 'z')
    },
  }

  call(name: string, input: Members = {}, context: OperationContext = this.context): Members {
    const operation = restOperations[name]
    assert.ok(operation, `no operation ${name}`)
    return this.store.transaction(() => operation(input, context))
  }

  /** Code and message of the refusal that the call must end in. */
  refusal(name: string, input: Members = {}): string {
    try {
      this.call(name, input)
    } catch (error) {
      if (error instanceof ServiceError) return `${error.code}: ${error.message}`
      throw error
    }
    assert.fail(`${name} was not refused`)
  }

  /** A member of the answer that must be text, such as an id. */
  text(name: string, input: Members, member: string): string {
    const value = this.call(name, input)[member]
    assert.equal(typeof value, 'string', `${name} answered no text in ${member}`)
    return String(value)
  }

  /** An API with its root resource. */
  restApi(members: Members = {}): {restApiId: string; rootId: string} {
    const api = this.call('CreateRestApi', {name: 'pets', ...members})
    return {restApiId: String(api['id']), rootId: String(api['rootResourceId'])}
  }

  /** An API whose root answers GET with a mock: the least that can be deployed. */
  mockApi(members: Members = {}): {restApiId: string; rootId: string} {
    const {restApiId, rootId} = this.restApi(members)
    const method = {restApiId, resourceId: rootId, httpMethod: 'GET'}
    this.call('PutMethod', {...method, authorizationType: 'NONE'})
    this.call('PutIntegration', {...method, type: 'MOCK'})
    return {restApiId, rootId}
  }
}
