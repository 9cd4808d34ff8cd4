import {Args} from '@oclif/core'
import {apiArg} from '../../../cli/api-arg.js'
import {EditCommand} from '../../../resource-command/edit-command.js'
import type {Edited} from '../../../resource-command/edit-command.js'
import {editFlags} from '../../../resource-command/edit-flags.js'
import {findThing} from '../../../resource-command/find-thing.js'
import {stage} from '../../../resource/stage.js'
import {chooseApi} from '../../../project/find-project-api.js'
import {readApi} from '../../../project/read-api.js'

export default class StageVarsUnset extends EditCommand {
  static override summary = 'Take variables of a stage away.'

  static override args = {
    stage: Args.string({description: 'name of the stage', required: true}),
    names: Args.string({description: 'names of the variables, with commas between them', required: true}),
    ...apiArg,
  }

  static override flags = {...editFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> prod alias',
    '<%= config.bin %> <%= command.id %> prod alias,table pets',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(StageVarsUnset)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const {name} = await findThing(stage, live, args.stage, (missing) => this.context.ask(missing))
    const variable = Object.fromEntries(args.names.split(',').map((each) => [each.trim(), '']))
    const edited = stage.put(live, name, {variable})
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? []}
    return this.carryOut({anywhere, live, edited, noun: 'stage', name, stageName: name, thing: stage.things(edited)[name], ...how}) // prettier-ignore
  }
}
