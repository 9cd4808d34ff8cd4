import {Flags} from '@oclif/core'
import {associateCalls} from '../../account/web-acl.js'
import {apiArg} from '../../cli/api-arg.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {askWebAcl} from '../../resource-command/ask-web-acl.js'
import {openProtectedStage} from '../../resource-command/open-protected-stage.js'

export default class WafAssociate extends AccountCommand {
  static override summary = 'Put a web ACL of AWS WAF before a stage of a REST API, in place of the one that is there.'

  static override description =
    'HTTP and WebSocket APIs cannot have one, and the local gateway applies none: there it is refused.'

  static override args = {...apiArg}

  static override flags = {
    acl: Flags.string({description: 'ARN of the web ACL, a regional one of the same region', helpValue: 'ARN'}),
    ...accountFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --stage prod --acl arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/0a1b2c3d',
    '<%= config.bin %> <%= command.id %> --stage prod --acl arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/0a1b2c3d --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {args, flags} = await this.parse(WafAssociate)
    const {stage, apiName} = await openProtectedStage(await this.context.watching(), args.api)
    const calls = associateCalls(stage, flags.acl ?? (await this.context.ask(askWebAcl)))
    const question = `Put the web ACL before stage ${stage.stageName} of ${apiName}, in place of ${stage.webAclArn ?? 'none'}?`
    const confirm = () => this.context.confirmOnAws(question)
    return this.makeChange({noun: 'stage', names: [stage.stageName], calls, dryRun: flags['dry-run'], confirm})
  }
}
