import type {OperationCoverage} from '../../model/gateway-admin.js'
import {testInvokeOperations} from './apigateway/test-invoke.js'
import {storedV2Operations} from './apigatewayv2/operations.js'
import type {ServiceOperations} from './control-plane.js'
import {awaitedLambdaOperations} from './lambda/operations.js'
import {connectionOperations} from './management/connection-operations.js'
import {operationsOf} from './shape.js'
import {wireModel} from './wire-model.js'
import type {ServiceName} from './wire-model.js'

/** Operations that only make sense inside AWS: they store and return what they are given, validated. */
const stored = new Set(storedV2Operations.map((operation) => `apigatewayv2.${operation}`))

/** Operations whose behaviour is not in the control plane's own table. */
const elsewhere = new Set([
  ...Object.keys(awaitedLambdaOperations).map((operation) => `lambda.${operation}`),
  ...Object.keys(connectionOperations).map((operation) => `apigatewaymanagementapi.${operation}`),
  ...Object.keys(testInvokeOperations).map((operation) => `apigateway.${operation}`),
])

/** Every operation of the services with its state, derived from the registry of behaviours. */
export function coverageOf(operations: ServiceOperations): OperationCoverage[] {
  const services = Object.keys(wireModel) as ServiceName[]
  return services.flatMap((service) =>
    operationsOf(service).map(({name}): OperationCoverage => {
      const isThere = operations[service]?.[name] !== undefined || elsewhere.has(`${service}.${name}`)
      const state = isThere ? (stored.has(`${service}.${name}`) ? 'stored' : 'implemented') : 'notImplemented'
      return {service, operation: name, state}
    }),
  )
}
