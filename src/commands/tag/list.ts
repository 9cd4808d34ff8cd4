import {Args} from '@oclif/core'
import {tagKinds} from '../../account/tag.js'
import type {Tagged} from '../../account/tag.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags} from '../../cli/flags.js'
import {renderTable} from '../../render/table.js'
import {chooseTagged} from '../../resource-command/choose-tagged.js'

export default class TagList extends BaseCommand<Tagged> {
  static override summary =
    'List the tags of an API, a stage, a domain, a usage plan, a key, a VPC link or a client certificate.'

  static override args = {
    kind: Args.string({description: 'what carries them', options: [...tagKinds]}),
    name: Args.string({description: 'its name or id; API:STAGE of a stage (default: the API of this project)'}),
  }

  static override flags = {...targetFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api pets',
    '<%= config.bin %> <%= command.id %> stage pets:prod --query tags.team',
    '<%= config.bin %> <%= command.id %> domain api.example.com',
  ]

  async run(): Promise<Tagged> {
    const {args} = await this.parse(TagList)
    const [choice, ask] = [await this.context.apiChoice(), this.context.ask.bind(this.context)]
    const kind = tagKinds.find((each) => each === args.kind)
    const tagged = await chooseTagged(kind, args.name, {choice, ask})
    const rows = Object.entries(tagged.tags)
    this.log(renderTable({headings: ['tag', 'value'], rows, empty: `The ${tagged.kind} ${tagged.name} has no tags.`}, this.terminal)) // prettier-ignore
    return tagged
  }
}
