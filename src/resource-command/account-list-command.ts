import {Flags} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {renderTable} from '../render/table.js'
import {commandExamples} from './command-examples.js'
import type {NamedAccountThing} from './named-thing.js'

/** `apigw NOUN list`: all of the account and region, or those that a text is found in. */
export function accountListCommand<Fields extends AccountFields>(noun: AccountNoun<Fields>) {
  const {plural, columns, examples} = noun
  return class List extends BaseCommand<NamedAccountThing[]> {
    static override summary = `List the ${plural} of the account and region.`

    static override flags = {
      ...targetFlags,
      filter: Flags.string({description: 'only those with this text in what the list shows', helpValue: 'TEXT'}),
    }

    static override examples = commandExamples(['', ...examples.list])

    async run(): Promise<NamedAccountThing[]> {
      const {flags} = await this.parse(List)
      const wanted = flags.filter?.toLowerCase() ?? ''
      const things = await noun.list(await this.context.clients())
      const found = things
        .map((each) => ({...each, cells: [each.name, ...noun.row(each)]}))
        .filter(({cells}) => cells.some((cell) => cell.toLowerCase().includes(wanted)))
      const rows = found.map(({cells}) => cells)
      const empty =
        wanted === '' ? `This account has no ${plural} in the region.` : `No ${plural} have "${wanted}" in them.`
      this.log(renderTable({headings: [noun.noun, ...columns], rows, empty}, this.terminal))
      return found.map(({id, name, thing}) => ({id, name, ...thing}))
    }
  }
}
