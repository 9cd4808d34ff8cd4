import {Args} from '@oclif/core'
import {setTagCalls, tagKinds, touchesTags} from '../../account/tag.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {chooseTagged} from '../../resource-command/choose-tagged.js'
import {projectTagFlag} from '../../resource-command/project-tag-flag.js'
import {askTag, splitTagWords, toTags} from '../../resource-command/tag-words.js'

export default class TagSet extends AccountCommand {
  static override summary = 'Tag an API, a stage, a domain, a usage plan, a key, a VPC link or a client certificate.'

  static override description = 'Other tags stay. What calls see changes at once: nothing has to be deployed.'

  static override strict = false

  static override args = {
    kind: Args.string({description: 'what carries the tags', options: [...tagKinds]}),
    words: Args.string({description: 'its name or id (API:STAGE of a stage), and KEY=VALUE, as many as you like'}),
  }

  static override flags = {...projectTagFlag, ...accountFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api pets team=store cost-center=42',
    '<%= config.bin %> <%= command.id %> stage pets:prod "owner=Jo Doe" --dry-run',
    '<%= config.bin %> <%= command.id %> key acme tier=gold',
  ]

  async run(): Promise<AccountChanged> {
    const {args, argv, flags} = await this.parse(TagSet)
    const [choice, ask] = [await this.context.apiChoice(), this.context.ask.bind(this.context)]
    const words = splitTagWords(argv.slice(1).map(String))
    const kind = tagKinds.find((each) => each === args.kind)
    const tagged = await chooseTagged(kind, words.name, {choice, ask})
    const tags = toTags(words.tags.length > 0 ? words.tags : [await ask(askTag)])
    const calls = setTagCalls(tagged, tags, {withProjectTag: flags['project-tag']})
    const {id, name, tags: before} = tagged
    const known = touchesTags(tagged, Object.keys(tags)) ? [{id, name, thing: {tags: before}}] : []
    return this.makeChange({noun: tagged.kind, names: [name], calls, dryRun: flags['dry-run'], before: known})
  }
}
