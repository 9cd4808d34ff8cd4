import {Args} from '@oclif/core'
import {unpublishCalls} from '../../account/documentation-version.js'
import {readDocumentationVersions} from '../../aws/read/documentation-versions.js'
import {apiArg} from '../../cli/api-arg.js'
import {confirmFlag} from '../../cli/flags.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {askVersion} from '../../resource-command/ask-version.js'
import {chooseRestApi} from '../../resource-command/choose-rest-api.js'

export default class DocsUnpublish extends AccountCommand {
  static override summary = 'Delete a version of the documentation of a REST API; the documentation itself stays.'

  static override description = 'Wants the version typed. One that a stage shows is refused.'

  static override args = {version: Args.string({description: 'name of the version'}), ...apiArg}

  static override flags = {...accountFlags, ...confirmFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> 1.0.0 pets',
    '<%= config.bin %> <%= command.id %> 1.0.0 pets --confirm 1.0.0',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DocsUnpublish)
    const choice = await this.context.apiChoice()
    const {apiId, name} = await chooseRestApi(args.api, choice, {part: 'documentation'})
    const version = args.version ?? (await this.context.ask(askVersion))
    const calls = unpublishCalls(await readDocumentationVersions(choice.clients, apiId), {apiId, version})
    const question = `Delete version ${version} of the documentation of ${name}?`
    const confirm = () => this.context.confirmName(version, question, flags.confirm)
    return this.makeChange({noun: 'docs', names: [version], calls, dryRun: flags['dry-run'], confirm})
  }
}
