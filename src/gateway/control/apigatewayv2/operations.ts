import type {Operations} from '../operation.js'
import {apiOperations} from './api.js'
import {authorizerOperations} from './authorizer.js'
import {deploymentOperations} from './deployment.js'
import {importOperations} from './import.js'
import {integrationOperations} from './integration.js'
import {routeOperations} from './route.js'
import {stageOperations} from './stage.js'

/** Behaviour of apigatewayv2. */
export const apigatewayv2Operations: Operations = {
  ...apiOperations,
  ...authorizerOperations,
  ...deploymentOperations,
  ...importOperations,
  ...integrationOperations,
  ...routeOperations,
  ...stageOperations,
}
