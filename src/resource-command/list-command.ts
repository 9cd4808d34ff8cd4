import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {filterFlag, targetFlags} from '../cli/flags.js'
import {chooseApi} from '../project/find-project-api.js'
import {readApi} from '../project/read-api.js'
import {matching} from '../render/matching.js'
import {renderTable} from '../render/table.js'
import type {FieldTable} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {commandExamples} from './command-examples.js'
import {requireKind} from './find-thing.js'
import type {NamedThing} from './named-thing.js'

/** `apigw NOUN list [API]`: all of them, or those that a text is found in. */
export function listCommand<Fields extends FieldTable>(resource: Resource<Fields>) {
  const {plural, columns, examples} = resource
  return class List extends BaseCommand<NamedThing[]> {
    static override summary = `List the ${plural} of an API.`

    static override args = {...apiArg}

    static override flags = {...targetFlags, ...filterFlag}

    static override examples = commandExamples(['', ...examples.list])

    async run(): Promise<NamedThing[]> {
      const {args, flags} = await this.parse(List)
      const choice = await this.context.apiChoice()
      const live = await readApi(choice.clients, await chooseApi(args.api, choice))
      requireKind(resource, live)
      const things = Object.entries(resource.things(live))
      const table = (entries: typeof things) => ({
        headings: [resource.noun, ...columns],
        rows: entries.map(([name, thing]) => [name, ...resource.row(thing, name, live)]),
        empty: `This API has no ${plural}${flags.filter === undefined ? '' : ` with "${flags.filter}" in them`}.`,
      })
      const found = matching(things, table(things), flags.filter)
      this.log(renderTable(table(found), this.terminal))
      return found.map(([name, thing]) => ({name, ...thing}))
    }
  }
}
