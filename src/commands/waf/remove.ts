import {disassociateCalls} from '../../account/web-acl.js'
import {apiArg} from '../../cli/api-arg.js'
import {confirmFlag} from '../../cli/flags.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {openProtectedStage} from '../../resource-command/open-protected-stage.js'

export default class WafRemove extends AccountCommand {
  static override summary = 'Take the web ACL away from a stage of a REST API: AWS WAF stops nothing there any more.'

  static override description = 'Wants the name of the stage typed. The web ACL itself stays.'

  static override args = {...apiArg}

  static override flags = {...accountFlags, ...confirmFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --confirm prod',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(WafRemove)
    const {stage, apiName} = await openProtectedStage(await this.context.watching(), args.api)
    const {stageName} = stage
    const question = `Take the web ACL away from stage ${stageName} of ${apiName}?`
    const confirm = () => this.context.confirmName(stageName, question, flags.confirm)
    const calls = disassociateCalls(stage)
    return this.makeChange({noun: 'stage', names: [stageName], calls, dryRun: flags['dry-run'], confirm})
  }
}
