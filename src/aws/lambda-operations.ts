import {AddPermissionCommand, RemovePermissionCommand} from '@aws-sdk/client-lambda'
import type {
  LambdaClient,
  LambdaClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-lambda'
import type {Command} from '@smithy/types'

type Send = (client: LambdaClient, input: object) => Promise<object>

/** Operations of `lambda` that plans use, by name. Naming each keeps the rest of the SDK out of the bundle. */
export const lambdaOperations: Readonly<Record<string, Send>> = {
  AddPermission: sending(AddPermissionCommand),
  RemovePermission: sending(RemovePermissionCommand),
}

type CommandClass<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: Input,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, LambdaClientResolvedConfig>

/** The plan has built the input in AWS's shape; AWS validates it. */
function sending<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  CommandOf: CommandClass<Input, Output>,
): Send {
  return (client, input) => client.send(new CommandOf(input as Input))
}
