import {restOperations} from './apigateway/operations.js'
import {testInvokeOperations} from './apigateway/test-invoke.js'
import {apigatewayv2Operations} from './apigatewayv2/operations.js'
import {cloudwatchOperations} from './cloudwatch/operations.js'
import type {ServiceOperations} from './control-plane.js'
import {awaitedLambdaOperations, lambdaOperations} from './lambda/operations.js'
import {logsOperations} from './logs/operations.js'
import {stsOperations} from './sts/operations.js'
import type {AwaitedServiceOperations} from './waiting-plane.js'

/** All behaviour of the local control plane; the coverage registry is read from it. */
export const serviceOperations: ServiceOperations = {
  apigateway: restOperations,
  apigatewayv2: apigatewayv2Operations,
  cloudwatch: cloudwatchOperations,
  lambda: lambdaOperations,
  sts: stsOperations,
  logs: logsOperations,
}

/** The operations that wait for files or for a function's answer. */
export const awaitedOperations: AwaitedServiceOperations = {
  apigateway: testInvokeOperations,
  lambda: awaitedLambdaOperations,
}
