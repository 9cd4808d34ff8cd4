import {Args} from '@oclif/core'
import {EditCommand} from '../../../resource-command/edit-command.js'
import type {Edited} from '../../../resource-command/edit-command.js'
import {editFlags} from '../../../resource-command/edit-flags.js'
import {findThing} from '../../../resource-command/find-thing.js'
import {splitWords} from '../../../resource-command/split-words.js'
import {stage} from '../../../resource/stage.js'
import {chooseApi} from '../../../project/find-project-api.js'
import {readApi} from '../../../project/read-api.js'

export default class StageVarsSet extends EditCommand {
  static override summary = 'Set variables of a stage; the others stay.'

  static override strict = false

  static override args = {
    stage: Args.string({description: 'name of the stage', required: true}),
    variables: Args.string({description: 'NAME=VALUE, as many as you like, and the id or name of the API'}),
  }

  static override flags = {...editFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> prod alias=live',
    '<%= config.bin %> <%= command.id %> prod pets alias=live table=pets-live --dry-run',
  ]

  async run(): Promise<Edited> {
    const {args, argv, flags} = await this.parse(StageVarsSet)
    const {pairs, api} = splitWords(argv.slice(1).map(String))
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(api, anywhere))
    const {name} = await findThing(stage, live, args.stage, (missing) => this.context.ask(missing))
    const edited = stage.put(live, name, {variable: pairs})
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? []}
    return this.carryOut({anywhere, live, edited, noun: 'stage', name, stageName: name, thing: stage.things(edited)[name], ...how}) // prettier-ignore
  }
}
