import {Args} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {chooseApi} from '../project/find-project-api.js'
import {readApi} from '../project/read-api.js'
import {renderThing} from '../render/thing.js'
import type {FieldTable} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {commandExamples} from './command-examples.js'
import {findThing} from './find-thing.js'
import type {NamedThing} from './named-thing.js'

/** `apigw NOUN show NAME [API]` */
export function showCommand<Fields extends FieldTable>(resource: Resource<Fields>) {
  const {noun, nameIs, one, examples} = resource
  return class Show extends BaseCommand<NamedThing> {
    static override summary = `Show ${one} of an API with all its settings.`

    static override args = {name: Args.string({description: nameIs}), ...apiArg}

    static override flags = {...targetFlags}

    static override examples = commandExamples(examples.show)

    async run(): Promise<NamedThing> {
      const {args} = await this.parse(Show)
      const choice = await this.context.apiChoice()
      const live = await readApi(choice.clients, await chooseApi(args.api, choice))
      const {name, thing} = await findThing(resource, live, args.name, (missing) => this.context.ask(missing))
      this.log(renderThing({[noun]: name, ...thing}, this.terminal))
      return {name, ...thing}
    }
  }
}
