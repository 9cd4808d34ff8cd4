import {readAccount} from '../../aws/read/account.js'
import type {Account} from '../../aws/read/account.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {renderThing} from '../../render/thing.js'

export default class AccountShow extends BaseCommand<Account> {
  static override summary = 'Show what API Gateway holds for the account and region: limits, and the role for logs.'

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> --region eu-west-1',
    '<%= config.bin %> <%= command.id %> --query loggingRoleArn',
  ]

  async run(): Promise<Account> {
    await this.parse(AccountShow)
    const account = await readAccount(await this.context.clients())
    this.log(renderThing({...account, features: [...account.features]}, this.terminal))
    return account
  }
}
