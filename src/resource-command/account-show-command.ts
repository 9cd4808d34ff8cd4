import {Args} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {renderThing} from '../render/thing.js'
import {chooseAccountThing} from './choose-account-thing.js'
import {commandExamples} from './command-examples.js'
import type {NamedAccountThing} from './named-thing.js'
import {readSecret, secretFlag} from './secret-flag.js'

/** `apigw NOUN show NAME` */
export function accountShowCommand<Fields extends AccountFields>(noun: AccountNoun<Fields>) {
  const {nameIs, one, examples} = noun
  return class Show extends BaseCommand<NamedAccountThing> {
    static override summary = `Show ${one} with all its settings.`

    static override args = {name: Args.string({description: `${nameIs}, or its id`})}

    static override flags: Interfaces.FlagInput = {...secretFlag(noun), ...targetFlags}

    static override examples = commandExamples(examples.show)

    async run(): Promise<NamedAccountThing> {
      const {args, flags} = await this.parse(Show)
      const clients = await this.context.clients()
      const ask = this.context.ask.bind(this.context)
      const found = await chooseAccountThing(noun, args.name, {clients, ask})
      const {id, name, thing} = found
      const shown = {
        id,
        ...thing,
        ...(await noun.details?.(clients, found)),
        ...(await readSecret(noun, flags, {clients, id})),
      }
      this.log(renderThing({[noun.noun]: name, ...shown}, this.terminal))
      return {name, ...shown}
    }
  }
}
