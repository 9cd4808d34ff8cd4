import {Args} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {chooseApi} from '../project/find-project-api.js'
import {functionArn} from '../project/function-arn.js'
import {readApi} from '../project/read-api.js'
import type {FieldTable, Values} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {answered} from './answered.js'
import {askNewName} from './ask-new-name.js'
import {commandExamples} from './command-examples.js'
import {secretFlags} from './command-line.js'
import {EditCommand} from './edit-command.js'
import type {Edited} from './edit-command.js'
import {editFlags} from './edit-flags.js'
import {fieldFlags} from './field-flags.js'
import {fillIn} from './fill-in.js'
import {newName, requireKind} from './find-thing.js'
import {namedFunctions, readFields} from './read-fields.js'
import {readOffers} from './read-offers.js'

/**
 * `apigw NOUN create NAME [API]`: asks on a terminal for what is missing, and then says the command without questions.
 * `aliases` are other words for it, as oclif writes them: `route:add`.
 */
export function createCommand<Fields extends FieldTable>(resource: Resource<Fields>, aliases: string[] = []) {
  const {noun, nameIs, nameQuestion, one, examples, fields} = resource
  const {effect = 'Stages serve it once the API is deployed.'} = resource
  return class Create extends EditCommand {
    static override aliases = aliases

    static override summary = `Create ${one} of an API.`

    static override description = `Asks on a terminal for what is missing. ${effect}`

    static override args = {name: Args.string({description: nameIs}), ...apiArg}

    static override flags = {...fieldFlags(fields), ...editFlags}

    static override examples = commandExamples(examples.create)

    async run(): Promise<Edited> {
      const {args, flags} = await this.parse(Create)
      const anywhere = await this.context.openAnywhere()
      const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
      requireKind(resource, live)
      const ask = this.context.ask.bind(this.context)
      const check = (word: string) => newName(resource, live, word)
      const offered = resource.newNames && (() => resource.newNames?.(live) ?? [])
      const name = check(args.name ?? (await ask(askNewName({nameIs, nameQuestion, offered, check}))))
      const toArn = (called: string) => functionArn(called, anywhere)
      const means = {live, stdin: process.stdin, toArn, ask, offers: readOffers({...anywhere, live})}
      const given = await readFields(fields, flags, means)
      const values = await fillIn(fields, given, {...means, asked: this.context.said.length > 0})
      // Flags were parsed by the very table that the values are typed by.
      const edited = resource.put(live, name, values as Values<Fields>)
      return this.carryOut({
        ...{anywhere, live, edited, noun, name, dryRun: flags['dry-run'], allow: flags.allow ?? []},
        functions: namedFunctions(fields, values),
        thing: resource.things(edited)[name],
        stageName: resource.stageOf?.(name),
        ...answered(this.typed, this.context, {secrets: secretFlags(fields)}),
      })
    }
  }
}
