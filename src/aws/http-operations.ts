import {
  CreateApiCommand,
  CreateApiMappingCommand,
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateIntegrationResponseCommand,
  CreateModelCommand,
  CreateRouteCommand,
  CreateRouteResponseCommand,
  CreateStageCommand,
  DeleteAccessLogSettingsCommand,
  DeleteApiCommand,
  DeleteApiMappingCommand,
  DeleteAuthorizerCommand,
  DeleteCorsConfigurationCommand,
  DeleteDeploymentCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  DeleteModelCommand,
  DeleteRouteCommand,
  DeleteRouteRequestParameterCommand,
  DeleteRouteResponseCommand,
  DeleteRouteSettingsCommand,
  DeleteStageCommand,
  ImportApiCommand,
  ReimportApiCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApiCommand,
  UpdateApiMappingCommand,
  UpdateAuthorizerCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateModelCommand,
  UpdateRouteCommand,
  UpdateRouteResponseCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2'
import type {
  ApiGatewayV2Client,
  ApiGatewayV2ClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-apigatewayv2'
import type {Command} from '@smithy/types'

type Send = (client: ApiGatewayV2Client, input: object) => Promise<object>

/** Operations of `apigatewayv2` that plans use, by name. Naming each keeps the rest of the SDK out of the bundle. */
export const httpOperations: Readonly<Record<string, Send>> = {
  CreateApi: sending(CreateApiCommand),
  CreateApiMapping: sending(CreateApiMappingCommand),
  CreateAuthorizer: sending(CreateAuthorizerCommand),
  CreateDeployment: sending(CreateDeploymentCommand),
  CreateIntegration: sending(CreateIntegrationCommand),
  CreateIntegrationResponse: sending(CreateIntegrationResponseCommand),
  CreateModel: sending(CreateModelCommand),
  CreateRoute: sending(CreateRouteCommand),
  CreateRouteResponse: sending(CreateRouteResponseCommand),
  CreateStage: sending(CreateStageCommand),
  DeleteAccessLogSettings: sending(DeleteAccessLogSettingsCommand),
  DeleteApi: sending(DeleteApiCommand),
  DeleteApiMapping: sending(DeleteApiMappingCommand),
  DeleteAuthorizer: sending(DeleteAuthorizerCommand),
  DeleteCorsConfiguration: sending(DeleteCorsConfigurationCommand),
  DeleteDeployment: sending(DeleteDeploymentCommand),
  DeleteIntegration: sending(DeleteIntegrationCommand),
  DeleteIntegrationResponse: sending(DeleteIntegrationResponseCommand),
  DeleteModel: sending(DeleteModelCommand),
  DeleteRoute: sending(DeleteRouteCommand),
  DeleteRouteRequestParameter: sending(DeleteRouteRequestParameterCommand),
  DeleteRouteResponse: sending(DeleteRouteResponseCommand),
  DeleteRouteSettings: sending(DeleteRouteSettingsCommand),
  DeleteStage: sending(DeleteStageCommand),
  ImportApi: sending(ImportApiCommand),
  ReimportApi: sending(ReimportApiCommand),
  TagResource: sending(TagResourceCommand),
  UntagResource: sending(UntagResourceCommand),
  UpdateApi: sending(UpdateApiCommand),
  UpdateApiMapping: sending(UpdateApiMappingCommand),
  UpdateAuthorizer: sending(UpdateAuthorizerCommand),
  UpdateIntegration: sending(UpdateIntegrationCommand),
  UpdateIntegrationResponse: sending(UpdateIntegrationResponseCommand),
  UpdateModel: sending(UpdateModelCommand),
  UpdateRoute: sending(UpdateRouteCommand),
  UpdateRouteResponse: sending(UpdateRouteResponseCommand),
  UpdateStage: sending(UpdateStageCommand),
}

type CommandClass<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: Input,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, ApiGatewayV2ClientResolvedConfig>

/** The plan has built the input in AWS's shape; AWS validates it. */
function sending<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  CommandOf: CommandClass<Input, Output>,
): Send {
  return (client, input) => client.send(new CommandOf(input as Input))
}
