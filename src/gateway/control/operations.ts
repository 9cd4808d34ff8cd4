import {restOperations} from './apigateway/operations.js'
import {apigatewayv2Operations} from './apigatewayv2/operations.js'
import {cloudwatchOperations} from './cloudwatch/operations.js'
import type {ServiceOperations} from './control-plane.js'

/** All behaviour of the local control plane; the coverage registry is read from it. */
export const serviceOperations: ServiceOperations = {
  apigateway: restOperations,
  apigatewayv2: apigatewayv2Operations,
  cloudwatch: cloudwatchOperations,
}
