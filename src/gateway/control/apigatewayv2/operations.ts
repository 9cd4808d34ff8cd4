import type {Operations} from '../operation.js'
import {apiMappingOperations} from './api-mapping.js'
import {apiOperations} from './api.js'
import {authorizerOperations} from './authorizer.js'
import {deploymentOperations} from './deployment.js'
import {domainNameOperations} from './domain-name.js'
import {exportOperations} from './export.js'
import {importOperations} from './import.js'
import {integrationResponseOperations} from './integration-response.js'
import {integrationOperations} from './integration.js'
import {modelOperations} from './model.js'
import {portalProductOperations} from './portal-product.js'
import {portalOperations} from './portal.js'
import {productPageOperations} from './product-page.js'
import {routeResponseOperations} from './route-response.js'
import {routeOperations} from './route.js'
import {routingRuleOperations} from './routing-rule.js'
import {stageOperations} from './stage.js'
import {tagOperations} from './tag.js'
import {vpcLinkOperations} from './vpc-link.js'

/** Behaviour of apigatewayv2. */
export const apigatewayv2Operations: Operations = {
  ...apiMappingOperations,
  ...apiOperations,
  ...authorizerOperations,
  ...deploymentOperations,
  ...domainNameOperations,
  ...exportOperations,
  ...importOperations,
  ...integrationOperations,
  ...integrationResponseOperations,
  ...modelOperations,
  ...portalOperations,
  ...portalProductOperations,
  ...productPageOperations,
  ...routeOperations,
  ...routeResponseOperations,
  ...routingRuleOperations,
  ...stageOperations,
  ...tagOperations,
  ...vpcLinkOperations,
}

/** Operations on what only AWS can host: they keep and return what they are given, without further effect. */
export const storedV2Operations: readonly string[] = [
  ...Object.keys(portalOperations),
  ...Object.keys(portalProductOperations),
  ...Object.keys(productPageOperations),
]
