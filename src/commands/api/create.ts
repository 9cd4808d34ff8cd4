import {Args, Flags} from '@oclif/core'
import {functionArn} from '../../project/function-arn.js'
import {apiSettings, createdApi, newApi, newApiFields} from '../../resource/api.js'
import {answered} from '../../resource-command/answered.js'
import {askKind, askName} from '../../resource-command/ask-api.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'
import {fieldFlags} from '../../resource-command/field-flags.js'
import {fillIn} from '../../resource-command/fill-in.js'
import {namedFunctions, readFields} from '../../resource-command/read-fields.js'
import {readOffers} from '../../resource-command/read-offers.js'

export default class ApiCreate extends EditCommand {
  static override summary = 'Create a REST, HTTP or WebSocket API, without a project.'

  static override description = `An API that is there to stay is better kept in files: "apigw init" makes a project, and "apigw pull" adopts this API
into one. With --lambda or --url an HTTP API answers at once, on the stage $default.`

  static override args = {name: Args.string({description: 'name of the API'})}

  static override flags = {
    kind: Flags.option({options: ['rest', 'http', 'websocket'] as const})({description: 'kind of API'}),
    ...fieldFlags(newApiFields),
    ...editFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --kind rest --description "The pet shop"',
    '<%= config.bin %> <%= command.id %> hello --kind http --lambda hello --cors-origin "*"',
    '<%= config.bin %> <%= command.id %> chat --kind websocket --dry-run',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(ApiCreate)
    const anywhere = await this.context.openAnywhere()
    const ask = this.context.ask.bind(this.context)
    const name = args.name ?? (await ask(askName))
    const kind = flags.kind ?? (await ask(askKind))
    const toArn = (word: string) => functionArn(word, anywhere)
    const means = {live: newApi(kind, name), stdin: process.stdin, toArn, ask, offers: readOffers(anywhere)}
    const given = await readFields(newApiFields, flags, means)
    const values = await fillIn(newApiFields, given, {...means, asked: this.context.said.length > 0})
    const edited = createdApi(kind, name, values)
    const functions = namedFunctions(newApiFields, values)
    const asked = answered(this.typed, this.context, {question: 'Create it?'})
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? [], ...asked}
    const stageName = edited.stages[0]?.stage.stageName
    return this.carryOut({anywhere, live: undefined, edited, noun: 'api', name, stageName, functions, thing: apiSettings(edited), ...how}) // prettier-ignore
  }
}
