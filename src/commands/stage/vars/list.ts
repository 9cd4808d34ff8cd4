import {Args} from '@oclif/core'
import {apiArg} from '../../../cli/api-arg.js'
import {BaseCommand} from '../../../cli/base-command.js'
import {targetFlags} from '../../../cli/flags.js'
import {chooseApi} from '../../../project/find-project-api.js'
import {readApi} from '../../../project/read-api.js'
import {renderTable} from '../../../render/table.js'
import {findThing} from '../../../resource-command/find-thing.js'
import {stage, variablesOf} from '../../../resource/stage.js'

export default class StageVarsList extends BaseCommand<{name: string; value: string}[]> {
  static override summary = 'List the variables of a stage.'

  static override args = {stage: Args.string({description: 'name of the stage'}), ...apiArg}

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> prod pets',
    `<%= config.bin %> <%= command.id %> prod --query "[?name=='alias'].value | [0]"`,
  ]

  async run(): Promise<{name: string; value: string}[]> {
    const {args} = await this.parse(StageVarsList)
    const choice = await this.context.apiChoice()
    const live = await readApi(choice.clients, await chooseApi(args.api, choice))
    const {name} = await findThing(stage, live, args.stage, (missing) => this.context.ask(missing))
    const variables = Object.entries(variablesOf(live, name))
    this.log(renderTable({headings: ['name', 'value'], rows: variables, empty: `Stage ${name} has no variables.`}, this.terminal)) // prettier-ignore
    return variables.map(([variable, value]) => ({name: variable, value}))
  }
}
