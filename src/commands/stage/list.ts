import {listStages} from '../../aws/read/stages.js'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {filterFlag, targetFlags} from '../../cli/flags.js'
import type {ListedStage} from '../../model/deployed-stage.js'
import {chooseApi} from '../../project/find-project-api.js'
import {stageTable} from '../../render/stage-table.js'
import {matching} from '../../render/matching.js'
import {renderTable} from '../../render/table.js'

export default class StageList extends BaseCommand<ListedStage[]> {
  static override summary = 'List the stages of an API and what each of them serves.'

  static override args = {...apiArg}

  static override flags = {...targetFlags, ...filterFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> pets --region eu-west-1',
    '<%= config.bin %> <%= command.id %> --query "[].{stage: name, content: contentHash}"',
  ]

  async run(): Promise<ListedStage[]> {
    const {args, flags} = await this.parse(StageList)
    const choice = await this.context.apiChoice()
    const {kind, apiId} = await chooseApi(args.api, choice)
    const stages = await listStages(choice.clients, kind, apiId)
    const found = matching(stages, stageTable(stages), flags.filter)
    this.log(renderTable(stageTable(found), this.terminal))
    return found
  }
}
