import {Flags} from '@oclif/core'
import {loggingRoleCalls} from '../../account/logging-role.js'
import {readAccount} from '../../aws/read/account.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'

export default class AccountUpdate extends AccountCommand {
  static override summary = 'Set the role by which API Gateway writes the logs of REST and WebSocket APIs.'

  static override description = `It holds for all APIs of the account and region. API Gateway must be allowed to assume it, and it needs
AmazonAPIGatewayPushToCloudWatchLogs; an empty text takes it away.`

  static override flags = {
    'logging-role': Flags.string({description: 'ARN of the role', helpValue: 'ARN', required: true}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --logging-role arn:aws:iam::123456789012:role/apigateway-logs',
    '<%= config.bin %> <%= command.id %> --logging-role arn:aws:iam::123456789012:role/apigateway-logs --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {flags} = await this.parse(AccountUpdate)
    const {loggingRoleArn} = await readAccount(await this.context.clients())
    const calls = loggingRoleCalls(loggingRoleArn, flags['logging-role'])
    return this.makeChange({noun: 'account', names: ['the logging role'], calls, dryRun: flags['dry-run']})
  }
}
