import {
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch'
import type {
  CloudWatchClient,
  CloudWatchClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-cloudwatch'
import type {Command} from '@smithy/types'

type Send = (client: CloudWatchClient, input: object) => Promise<object>

/** Operations of `cloudwatch` that plans and commands use, by name. Naming each keeps the rest of the SDK out of the bundle. */
export const cloudwatchOperations: Readonly<Record<string, Send>> = {
  DeleteAlarms: sending(DeleteAlarmsCommand),
  DeleteDashboards: sending(DeleteDashboardsCommand),
  PutDashboard: sending(PutDashboardCommand),
  PutMetricAlarm: sending(PutMetricAlarmCommand),
  TagResource: sending(TagResourceCommand),
  UntagResource: sending(UntagResourceCommand),
}

type CommandClass<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: Input,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, CloudWatchClientResolvedConfig>

/** The plan has built the input in AWS's shape; AWS validates it. */
function sending<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  CommandOf: CommandClass<Input, Output>,
): Send {
  return (client, input) => client.send(new CommandOf(input as Input))
}
