import type {Store} from '../../store/store.js'
import type {Ports, RestTester} from '../ports.js'
import {newRestMemory} from './rest-memory.js'
import {testAuthorizer} from './test-authorizer.js'
import {testMethod} from './test-method.js'

/** Tests of methods and authorizers; they share nothing with the stages that serve clients. */
export function createRestTester({store, ports}: {store: Store; ports: Ports}): RestTester {
  const means = {memory: newRestMemory(store), ports}
  return {
    method: (call, target) => testMethod(call, target, means),
    authorizer: (call, authorizerId) => testAuthorizer(call, authorizerId, means),
  }
}
