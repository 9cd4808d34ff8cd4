import {Args, Flags} from '@oclif/core'
import {publishCalls} from '../../account/documentation-version.js'
import {readDocumentationVersions} from '../../aws/read/documentation-versions.js'
import {apiArg} from '../../cli/api-arg.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {askVersion} from '../../resource-command/ask-version.js'
import {chooseRestApi} from '../../resource-command/choose-rest-api.js'

export default class DocsPublish extends AccountCommand {
  static override summary = 'Freeze the documentation of a REST API as a version, and let stages show it.'

  static override description = `A version stays as it is, whatever is documented since. With --to for a version that is there already, only the stages
change: exports of a stage show its version.`

  static override args = {version: Args.string({description: 'name of the version, as 1.0.0'}), ...apiArg}

  static override flags = {
    to: Flags.string({description: 'a stage that shows it then; again for more', helpValue: 'STAGE', multiple: true, multipleNonGreedy: true}), // prettier-ignore
    description: Flags.string({description: 'what is new in it', helpValue: 'TEXT'}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> 1.0.0 pets',
    '<%= config.bin %> <%= command.id %> 1.0.0 pets --to prod --to dev --description "First edition"',
    '<%= config.bin %> <%= command.id %> 1.1.0 pets --to prod --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(DocsPublish)
    const choice = await this.context.apiChoice()
    const {apiId} = await chooseRestApi(args.api, choice, {part: 'documentation'})
    const version = args.version ?? (await this.context.ask(askVersion))
    const {to: stages = [], description} = flags
    const published = await readDocumentationVersions(choice.clients, apiId)
    const calls = publishCalls(published, {apiId, version, description, stages})
    return this.makeChange({noun: 'docs', names: [version], calls, dryRun: flags['dry-run']})
  }
}
