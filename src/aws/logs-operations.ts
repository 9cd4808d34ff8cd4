import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import type {
  CloudWatchLogsClient,
  CloudWatchLogsClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-cloudwatch-logs'
import type {Command} from '@smithy/types'

type Send = (client: CloudWatchLogsClient, input: object) => Promise<object>

/** Operations of `logs` that plans use, by name. Naming each keeps the rest of the SDK out of the bundle. */
export const logsOperations: Readonly<Record<string, Send>> = {
  CreateLogGroup: sending(CreateLogGroupCommand),
  DeleteLogGroup: sending(DeleteLogGroupCommand),
  DeleteRetentionPolicy: sending(DeleteRetentionPolicyCommand),
  PutRetentionPolicy: sending(PutRetentionPolicyCommand),
}

type CommandClass<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: Input,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, CloudWatchLogsClientResolvedConfig>

/** The plan has built the input in AWS's shape; AWS validates it. */
function sending<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  CommandOf: CommandClass<Input, Output>,
): Send {
  return (client, input) => client.send(new CommandOf(input as Input))
}
