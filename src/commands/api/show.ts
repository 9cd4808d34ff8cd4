import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {describeApi} from '../../project/describe-api.js'
import type {ApiDescription} from '../../project/describe-api.js'
import {chooseApi} from '../../project/find-project-api.js'
import {readApi} from '../../project/read-api.js'
import {renderApi} from '../../render/api.js'

export default class ApiShow extends BaseCommand<ApiDescription> {
  static override summary = 'Show one API: its settings, its routes and its stages.'

  static override args = {...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --region eu-west-1',
    '<%= config.bin %> <%= command.id %> pets --query "stages[].stage.stageName"',
  ]

  async run(): Promise<ApiDescription> {
    const {args} = await this.parse(ApiShow)
    const choice = await this.context.apiChoice()
    const description = describeApi(await readApi(choice.clients, await chooseApi(args.api, choice)))
    this.log(renderApi(description, this.terminal))
    return description
  }
}
