import {Args} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {chooseApi} from '../project/find-project-api.js'
import {functionArn} from '../project/function-arn.js'
import {readApi} from '../project/read-api.js'
import type {FieldTable, Values} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {commandExamples} from './command-examples.js'
import {EditCommand} from './edit-command.js'
import type {Edited} from './edit-command.js'
import {editFlags} from './edit-flags.js'
import {fieldFlags} from './field-flags.js'
import {findThing} from './find-thing.js'
import {namedFunctions, readFields} from './read-fields.js'
import {requireSomething} from './require-something.js'

/** `apigw NOUN update NAME [API]`: what no flag names stays as it is. A verb of its own has another summary. */
export function updateCommand<Fields extends FieldTable>(resource: Resource<Fields>, summary?: string) {
  const {noun, nameIs, one, examples, fields} = resource
  return class Update extends EditCommand {
    static override summary = summary ?? `Change ${one} of an API.`

    static override description = 'What no flag names stays as it is; an empty value takes a setting away.'

    static override args = {name: Args.string({description: nameIs}), ...apiArg}

    static override flags = {...fieldFlags(fields), ...editFlags}

    static override examples = commandExamples(examples.update)

    async run(): Promise<Edited> {
      const {args, flags} = await this.parse(Update)
      requireSomething(fields, flags)
      const anywhere = await this.context.openAnywhere()
      const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
      const {name} = await findThing(resource, live, args.name, (missing) => this.context.ask(missing))
      const toArn = (called: string) => functionArn(called, anywhere)
      const values = await readFields(fields, flags, {live, stdin: process.stdin, toArn})
      // Flags were parsed by the very table that the values are typed by.
      const edited = resource.put(live, name, values as Values<Fields>)
      return this.carryOut({
        ...{anywhere, live, edited, noun, name, dryRun: flags['dry-run'], allow: flags.allow ?? []},
        functions: namedFunctions(fields, values),
        thing: resource.things(edited)[name],
        stageName: resource.stageOf?.(name),
      })
    }
  }
}
