import type {Operations} from '../operation.js'
import {accountOperations} from './account.js'
import {authorizerOperations} from './authorizer.js'
import {cacheFlushOperations} from './cache-flush.js'
import {deploymentOperations} from './deployment.js'
import {documentationPartOperations} from './documentation-part.js'
import {gatewayResponseOperations} from './gateway-response.js'
import {importOperations} from './import.js'
import {integrationOperations} from './integration.js'
import {integrationResponseOperations} from './integration-response.js'
import {methodOperations} from './method.js'
import {methodResponseOperations} from './method-response.js'
import {modelOperations} from './model.js'
import {requestValidatorOperations} from './request-validator.js'
import {resourceOperations} from './resource.js'
import {restApiOperations} from './rest-api.js'
import {stageOperations} from './stage.js'
import {tagOperations} from './tag.js'

/** Behaviour of the operations of apigateway (version 1); what is missing answers NotImplementedException. */
export const restOperations: Operations = {
  ...accountOperations,
  ...authorizerOperations,
  ...cacheFlushOperations,
  ...deploymentOperations,
  ...documentationPartOperations,
  ...gatewayResponseOperations,
  ...importOperations,
  ...integrationOperations,
  ...integrationResponseOperations,
  ...methodOperations,
  ...methodResponseOperations,
  ...modelOperations,
  ...requestValidatorOperations,
  ...resourceOperations,
  ...restApiOperations,
  ...stageOperations,
  ...tagOperations,
}
