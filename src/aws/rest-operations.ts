import {
  CreateApiKeyCommand,
  CreateAuthorizerCommand,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDocumentationPartCommand,
  CreateDomainNameCommand,
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteAuthorizerCommand,
  DeleteBasePathMappingCommand,
  DeleteDeploymentCommand,
  DeleteDocumentationPartCommand,
  DeleteDomainNameCommand,
  DeleteGatewayResponseCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  DeleteMethodCommand,
  DeleteMethodResponseCommand,
  DeleteModelCommand,
  DeleteRequestValidatorCommand,
  DeleteResourceCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  ImportDocumentationPartsCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  PutRestApiCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApiKeyCommand,
  UpdateAuthorizerCommand,
  UpdateBasePathMappingCommand,
  UpdateDocumentationPartCommand,
  UpdateDomainNameCommand,
  UpdateIntegrationCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  UpdateModelCommand,
  UpdateRequestValidatorCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import type {
  APIGatewayClient,
  APIGatewayClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-api-gateway'
import type {Command} from '@smithy/types'
import type {JsonObject} from '../model/json.js'

type Send = (client: APIGatewayClient, input: JsonObject) => Promise<object>

/** Operations of `apigateway` that plans use, by name. Naming each keeps the rest of the SDK out of the bundle. */
export const restOperations: Readonly<Record<string, Send>> = {
  CreateApiKey: sending(CreateApiKeyCommand),
  CreateAuthorizer: sending(CreateAuthorizerCommand),
  CreateBasePathMapping: sending(CreateBasePathMappingCommand),
  CreateDeployment: sending(CreateDeploymentCommand),
  CreateDocumentationPart: sending(CreateDocumentationPartCommand),
  CreateDomainName: sending(CreateDomainNameCommand),
  CreateModel: sending(CreateModelCommand),
  CreateRequestValidator: sending(CreateRequestValidatorCommand),
  CreateResource: sending(CreateResourceCommand),
  CreateRestApi: sending(CreateRestApiCommand),
  CreateStage: sending(CreateStageCommand),
  CreateUsagePlan: sending(CreateUsagePlanCommand),
  CreateUsagePlanKey: sending(CreateUsagePlanKeyCommand),
  DeleteApiKey: sending(DeleteApiKeyCommand),
  DeleteAuthorizer: sending(DeleteAuthorizerCommand),
  DeleteBasePathMapping: sending(DeleteBasePathMappingCommand),
  DeleteDeployment: sending(DeleteDeploymentCommand),
  DeleteDocumentationPart: sending(DeleteDocumentationPartCommand),
  DeleteDomainName: sending(DeleteDomainNameCommand),
  DeleteGatewayResponse: sending(DeleteGatewayResponseCommand),
  DeleteIntegration: sending(DeleteIntegrationCommand),
  DeleteIntegrationResponse: sending(DeleteIntegrationResponseCommand),
  DeleteMethod: sending(DeleteMethodCommand),
  DeleteMethodResponse: sending(DeleteMethodResponseCommand),
  DeleteModel: sending(DeleteModelCommand),
  DeleteRequestValidator: sending(DeleteRequestValidatorCommand),
  DeleteResource: sending(DeleteResourceCommand),
  DeleteRestApi: sending(DeleteRestApiCommand),
  DeleteStage: sending(DeleteStageCommand),
  DeleteUsagePlan: sending(DeleteUsagePlanCommand),
  DeleteUsagePlanKey: sending(DeleteUsagePlanKeyCommand),
  ImportDocumentationParts: sendingDocument(ImportDocumentationPartsCommand),
  PutGatewayResponse: sending(PutGatewayResponseCommand),
  PutIntegration: sending(PutIntegrationCommand),
  PutIntegrationResponse: sending(PutIntegrationResponseCommand),
  PutMethod: sending(PutMethodCommand),
  PutMethodResponse: sending(PutMethodResponseCommand),
  PutRestApi: sendingDocument(PutRestApiCommand),
  TagResource: sending(TagResourceCommand),
  UntagResource: sending(UntagResourceCommand),
  UpdateApiKey: sending(UpdateApiKeyCommand),
  UpdateAuthorizer: sending(UpdateAuthorizerCommand),
  UpdateBasePathMapping: sending(UpdateBasePathMappingCommand),
  UpdateDocumentationPart: sending(UpdateDocumentationPartCommand),
  UpdateDomainName: sending(UpdateDomainNameCommand),
  UpdateIntegration: sending(UpdateIntegrationCommand),
  UpdateMethod: sending(UpdateMethodCommand),
  UpdateMethodResponse: sending(UpdateMethodResponseCommand),
  UpdateModel: sending(UpdateModelCommand),
  UpdateRequestValidator: sending(UpdateRequestValidatorCommand),
  UpdateRestApi: sending(UpdateRestApiCommand),
  UpdateStage: sending(UpdateStageCommand),
  UpdateUsagePlan: sending(UpdateUsagePlanCommand),
}

type CommandClass<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: Input,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, APIGatewayClientResolvedConfig>

/** The plan has built the input in AWS's shape; AWS validates it. */
function sending<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  CommandOf: CommandClass<Input, Output>,
) {
  return (client: APIGatewayClient, input: object): Promise<Output> => client.send(new CommandOf(input as Input))
}

/** The document is a blob of the SDK and text in a plan. */
function sendingDocument<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  CommandOf: CommandClass<Input, Output>,
): Send {
  const sendInput = sending(CommandOf)
  return (client, {body, ...input}) =>
    sendInput(client, {...input, body: Buffer.from(typeof body === 'string' ? body : '')})
}
