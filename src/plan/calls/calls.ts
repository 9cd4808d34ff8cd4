import type {Call} from '../call.js'
import type {Change, Kind} from '../change.js'
import {alarmCalls} from './alarm.js'
import {apiKeyCalls} from './api-key.js'
import {apiMappingCalls} from './api-mapping.js'
import {authorizerCalls} from './authorizer.js'
import type {CallFacts, CallsOf} from './call-facts.js'
import {httpDeploymentCalls, restDeploymentCalls} from './deployment.js'
import {documentationPartCalls} from './documentation-part.js'
import {domainNameCalls} from './domain-name.js'
import {gatewayResponseCalls} from './gateway-response.js'
import {httpApiCalls} from './http-api.js'
import {httpAuthorizerCalls} from './http-authorizer.js'
import {httpStageCalls} from './http-stage.js'
import {invokePermissionCalls} from './invoke-permission.js'
import {logGroupCalls} from './log-group.js'
import {methodCalls} from './method.js'
import {modelCalls} from './model.js'
import {requestValidatorCalls} from './request-validator.js'
import {resourceCalls} from './resource.js'
import {restApiCalls} from './rest-api.js'
import {restStageCalls} from './rest-stage.js'
import {routeCalls} from './route.js'
import {usagePlanCalls} from './usage-plan.js'
import {usagePlanKeyCalls} from './usage-plan-key.js'
import {webSocketApiCalls} from './web-socket-api.js'
import {webSocketModelCalls} from './web-socket-model.js'
import {webSocketRouteCalls} from './web-socket-route.js'

/** The calls that carry out one change of each kind. A kind without an entry does not compile. */
export const callsOf: Record<Kind, CallsOf> = {
  restApi: restApiCalls,
  resource: resourceCalls,
  method: methodCalls,
  model: modelCalls,
  requestValidator: requestValidatorCalls,
  authorizer: authorizerCalls,
  gatewayResponse: gatewayResponseCalls,
  documentationPart: documentationPartCalls,
  restDeployment: restDeploymentCalls,
  restStage: restStageCalls,
  httpApi: httpApiCalls,
  route: routeCalls,
  httpAuthorizer: httpAuthorizerCalls,
  httpDeployment: httpDeploymentCalls,
  httpStage: httpStageCalls,
  webSocketApi: webSocketApiCalls,
  webSocketRoute: webSocketRouteCalls,
  webSocketAuthorizer: httpAuthorizerCalls,
  webSocketModel: webSocketModelCalls,
  webSocketDeployment: httpDeploymentCalls,
  webSocketStage: httpStageCalls,
  usagePlan: usagePlanCalls,
  usagePlanKey: usagePlanKeyCalls,
  apiKey: apiKeyCalls,
  domainName: domainNameCalls,
  apiMapping: apiMappingCalls,
  invokePermission: invokePermissionCalls,
  alarm: alarmCalls,
  logGroup: logGroupCalls,
}

/** The calls of changes that are in order already. */
export function callsFor(changes: readonly Change[], facts: CallFacts): Call[] {
  return changes.flatMap((change) => callsOf[change.kind](change, facts))
}
