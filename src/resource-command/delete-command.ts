import {Args} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {confirmFlag} from '../cli/flags.js'
import {chooseApi} from '../project/find-project-api.js'
import {readApi} from '../project/read-api.js'
import type {FieldTable} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {commandExamples} from './command-examples.js'
import {EditCommand} from './edit-command.js'
import type {Edited} from './edit-command.js'
import {editFlags} from './edit-flags.js'
import {findThing} from './find-thing.js'

/** `apigw NOUN delete NAME [API]`: wants the name typed. */
export function deleteCommand<Fields extends FieldTable>(resource: Resource<Fields>) {
  const {noun, nameIs, one, examples, removes} = resource
  return class Delete extends EditCommand {
    static override summary = `Delete ${one} of an API.`

    static override description = 'Shows what goes, and wants the name typed. What others still use is refused.'

    static override args = {name: Args.string({description: nameIs}), ...apiArg}

    static override flags = {...editFlags, ...confirmFlag}

    static override examples = commandExamples(examples.delete)

    async run(): Promise<Edited> {
      const {args, flags} = await this.parse(Delete)
      const anywhere = await this.context.openAnywhere()
      const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
      const {name} = await findThing(resource, live, args.name, (missing) => this.context.ask(missing))
      return this.carryOut({
        ...{anywhere, live, noun, name, dryRun: flags['dry-run']},
        allow: [...(flags.allow ?? []), ...(removes === undefined ? [] : [`${removes}=${name}`])],
        edited: resource.remove(live, name),
        isRemoval: true,
        stageName: resource.stageOf?.(name),
        confirm: () => this.context.confirmName(name, `Delete ${noun} ${name} of ${live.api.name}?`, flags.confirm),
      })
    }
  }
}
