import {Args} from '@oclif/core'
import {removeTagCalls, tagKinds} from '../../account/tag.js'
import {AccountCommand} from '../../resource-command/account-command.js'
import type {AccountChanged} from '../../resource-command/account-command.js'
import {accountFlags} from '../../resource-command/account-flags.js'
import {askTagKey} from '../../resource-command/ask-tag-key.js'
import {chooseTagged} from '../../resource-command/choose-tagged.js'
import {projectTagFlag} from '../../resource-command/project-tag-flag.js'

export default class TagRemove extends AccountCommand {
  static override summary =
    'Take tags off an API, a stage, a domain, a usage plan, a key, a VPC link or a client certificate.'

  static override strict = false

  static override args = {
    kind: Args.string({description: 'what carries the tags', options: [...tagKinds]}),
    name: Args.string({description: 'its name or id; API:STAGE of a stage'}),
    keys: Args.string({description: 'keys of the tags, as many as you like'}),
  }

  static override flags = {...projectTagFlag, ...accountFlags}

  static override examples = [
    '<%= config.bin %> <%= command.id %> api pets cost-center',
    '<%= config.bin %> <%= command.id %> stage pets:prod owner team --dry-run',
  ]

  async run(): Promise<AccountChanged> {
    const {args, argv, flags} = await this.parse(TagRemove)
    const [choice, ask] = [await this.context.apiChoice(), this.context.ask.bind(this.context)]
    const kind = tagKinds.find((each) => each === args.kind)
    const tagged = await chooseTagged(kind, args.name, {choice, ask})
    const given = argv.slice(2).map(String)
    const keys = given.length > 0 ? given : [await ask(askTagKey(tagged))]
    const calls = removeTagCalls(tagged, keys, {withProjectTag: flags['project-tag']})
    const {id, name, tags} = tagged
    const before = [{id, name, thing: {tags}}]
    return this.makeChange({noun: tagged.kind, names: [name], calls, dryRun: flags['dry-run'], before})
  }
}
