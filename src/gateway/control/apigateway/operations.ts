import type {Operations} from '../operation.js'
import {accountOperations} from './account.js'
import {apiKeyOperations} from './api-key.js'
import {authorizerOperations} from './authorizer.js'
import {basePathMappingOperations} from './base-path-mapping.js'
import {cacheFlushOperations} from './cache-flush.js'
import {clientCertificateOperations} from './client-certificate.js'
import {deploymentOperations} from './deployment.js'
import {documentationImportOperations} from './documentation-import.js'
import {documentationPartOperations} from './documentation-part.js'
import {documentationVersionOperations} from './documentation-version.js'
import {domainNameOperations} from './domain-name.js'
import {domainNameAccessAssociationOperations} from './domain-name-access-association.js'
import {exportOperations} from './export.js'
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
import {sdkOperations} from './sdk.js'
import {sdkTypeOperations} from './sdk-type.js'
import {stageOperations} from './stage.js'
import {tagOperations} from './tag.js'
import {usageOperations} from './usage.js'
import {usagePlanOperations} from './usage-plan.js'
import {usagePlanKeyOperations} from './usage-plan-key.js'
import {vpcLinkOperations} from './vpc-link.js'

/** Behaviour of the operations of apigateway (version 1); what is missing answers NotImplementedException. */
export const restOperations: Operations = {
  ...accountOperations,
  ...apiKeyOperations,
  ...authorizerOperations,
  ...basePathMappingOperations,
  ...cacheFlushOperations,
  ...clientCertificateOperations,
  ...deploymentOperations,
  ...documentationImportOperations,
  ...documentationPartOperations,
  ...documentationVersionOperations,
  ...domainNameOperations,
  ...domainNameAccessAssociationOperations,
  ...exportOperations,
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
  ...sdkOperations,
  ...sdkTypeOperations,
  ...stageOperations,
  ...tagOperations,
  ...usageOperations,
  ...usagePlanOperations,
  ...usagePlanKeyOperations,
  ...vpcLinkOperations,
}
