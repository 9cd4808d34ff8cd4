import {apiArg} from '../../cli/api-arg.js'
import {chooseApi} from '../../project/find-project-api.js'
import {functionArn} from '../../project/function-arn.js'
import {readApi} from '../../project/read-api.js'
import {apiFields, apiSettings, editedApi} from '../../resource/api.js'
import {EditCommand} from '../../resource-command/edit-command.js'
import type {Edited} from '../../resource-command/edit-command.js'
import {editFlags} from '../../resource-command/edit-flags.js'
import {fieldFlags} from '../../resource-command/field-flags.js'
import {readFields} from '../../resource-command/read-fields.js'
import {requireSomething} from '../../resource-command/require-something.js'

const fields = {name: {input: 'text', description: 'another name'}, ...apiFields} as const

export default class ApiUpdate extends EditCommand {
  static override summary = 'Change settings of an API: name, endpoint, CORS, tags.'

  static override description = 'What no flag names stays as it is; an empty value takes a setting away.'

  static override args = {...apiArg}

  static override flags = {...fieldFlags(fields), ...editFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --description "The pet shop" --binary-media-type image/png',
    '<%= config.bin %> <%= command.id %> orders --cors-origin https://shop.example.com --cors-method GET',
    '<%= config.bin %> <%= command.id %> orders --no-default-endpoint --dry-run',
  ]

  async run(): Promise<Edited> {
    const {args, flags} = await this.parse(ApiUpdate)
    requireSomething(fields, flags)
    const anywhere = await this.context.openAnywhere()
    const live = await readApi(anywhere.clients, await chooseApi(args.api, anywhere))
    const toArn = (word: string) => functionArn(word, anywhere)
    const values = await readFields(fields, flags, {live, stdin: process.stdin, toArn})
    const edited = editedApi(live, values)
    const how = {dryRun: flags['dry-run'], allow: flags.allow ?? []}
    return this.carryOut({anywhere, live, edited, noun: 'api', name: live.api.name, thing: apiSettings(edited), ...how})
  }
}
