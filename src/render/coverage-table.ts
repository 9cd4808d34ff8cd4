import type {FeatureCoverage, OperationCoverage} from '../model/gateway-admin.js'
import type {Table} from './table.js'

/** Features of deployed APIs and what the gateway does with them. */
export function featureTable(features: readonly FeatureCoverage[]): Table {
  return {
    headings: ['feature', 'state', 'why'],
    rows: features.map(({feature, state, why}) => [feature, state, why]),
    empty: 'The registry is empty.',
  }
}

/** Every operation with its state. */
export function operationTable(operations: readonly OperationCoverage[]): Table {
  return {
    headings: ['service', 'operation', 'state'],
    rows: operations.map(({service, operation, state}) => [service, operation, state]),
    empty: 'No operation matches.',
  }
}

/** `apigateway: 62 of 124 operations` for each service. */
export function operationSummary(operations: readonly OperationCoverage[]): string {
  const services = [...new Set(operations.map(({service}) => service))]
  return services
    .map((service) => {
      const all = operations.filter((operation) => operation.service === service)
      const done = all.filter(({state}) => state !== 'notImplemented')
      return `${service}: ${done.length} of ${all.length} operations`
    })
    .join('\n')
}
