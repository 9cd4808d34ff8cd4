import {readStageWebAcls} from '../../aws/read/web-acls.js'
import type {StageWebAcl} from '../../aws/read/web-acls.js'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {renderTable} from '../../render/table.js'
import {chooseRestApi} from '../../resource-command/choose-rest-api.js'
import {withoutWebAcl} from '../../resource-command/open-protected-stage.js'

export default class WafShow extends BaseCommand<StageWebAcl[]> {
  static override summary = 'Show which web ACL of AWS WAF stands before each stage of a REST API.'

  static override args = {...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets',
    '<%= config.bin %> <%= command.id %> pets --query "[?!webAclArn].stageName"',
  ]

  async run(): Promise<StageWebAcl[]> {
    const {args} = await this.parse(WafShow)
    const choice = await this.context.apiChoice()
    const {apiId} = await chooseRestApi(args.api, choice, withoutWebAcl)
    const stages = await readStageWebAcls(choice.clients, apiId)
    const rows = stages.map(({stageName, webAclArn = 'none'}) => [stageName, webAclArn])
    this.log(renderTable({headings: ['stage', 'web ACL'], rows, empty: 'This API has no stages.'}, this.terminal))
    return stages
  }
}
