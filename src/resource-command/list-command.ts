import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import type {JsonObject} from '../model/json.js'
import {chooseApi} from '../project/find-project-api.js'
import {readApi} from '../project/read-api.js'
import {renderTable} from '../render/table.js'
import type {FieldTable} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {commandExamples} from './command-examples.js'
import {requireKind} from './find-thing.js'

/** `apigw NOUN list [API]`: all of them, or those that a text is found in. */
export function listCommand<Fields extends FieldTable>(resource: Resource<Fields>) {
  const {plural, columns, examples} = resource
  return class List extends BaseCommand<(JsonObject & {name: string})[]> {
    static override summary = `List the ${plural} of an API.`

    static override args = {...apiArg}

    static override flags = {
      ...targetFlags,
      filter: Flags.string({description: `only those with this text in what the list shows`, helpValue: 'TEXT'}),
    }

    static override examples = commandExamples(['', ...examples.list])

    async run(): Promise<(JsonObject & {name: string})[]> {
      const {args, flags} = await this.parse(List)
      const choice = await this.context.apiChoice()
      const live = await readApi(choice.clients, await chooseApi(args.api, choice))
      requireKind(resource, live)
      const wanted = flags.filter?.toLowerCase() ?? ''
      const found = Object.entries(resource.things(live))
        .map(([name, thing]) => ({name, thing, cells: [name, ...resource.row(thing, name, live)]}))
        .filter(({cells}) => cells.some((cell) => cell.toLowerCase().includes(wanted)))
      const rows = found.map(({cells}) => cells)
      const empty = wanted === '' ? `This API has no ${plural}.` : `No ${plural} have "${wanted}" in them.`
      this.log(renderTable({headings: [resource.noun, ...columns], rows, empty}, this.terminal))
      return found.map(({name, thing}) => ({name, ...thing}))
    }
  }
}
