import {Args} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AccountThing} from '../account/account-noun.js'
import {linkFields, usagePlan} from '../account/usage-plan.js'
import type {PlanLinks} from '../account/usage-plan.js'
import type {Clients} from '../aws/clients.js'
import type {Call} from '../plan/call.js'
import {AccountCommand} from './account-command.js'
import type {AccountChanged} from './account-command.js'
import {accountFlags} from './account-flags.js'
import {answered} from './answered.js'
import {chooseAccountThing} from './choose-account-thing.js'
import {commandExamples} from './command-examples.js'
import {fieldFlags} from './field-flags.js'
import {noFunctions} from './no-functions.js'
import {fillIn} from './fill-in.js'
import {readFields} from './read-fields.js'
import {readOffers} from './read-offers.js'
import {requireSomething} from './require-something.js'

export type LinkVerb = {
  summary: string
  examples: readonly string[]
  callsOf: (found: AccountThing, links: PlanLinks, clients: Clients) => Promise<readonly Call[]>
}

/** `apigw usage-plan attach` and `detach`: stages and keys of a plan. */
export function linkCommand({summary, examples, callsOf}: LinkVerb) {
  return class Link extends AccountCommand {
    static override summary = summary

    static override args = {name: Args.string({description: `${usagePlan.nameIs}, or its id`})}

    static override flags: Interfaces.FlagInput = {...fieldFlags(linkFields), ...accountFlags}

    static override examples = commandExamples(examples)

    async run(): Promise<AccountChanged> {
      const {args, flags} = await this.parse(Link)
      const clients = await this.context.clients()
      const ask = this.context.ask.bind(this.context)
      const found = await chooseAccountThing(usagePlan, args.name, {clients, ask})
      const sources = {
        live: {kind: 'account' as const},
        stdin: process.stdin,
        toArn: noFunctions,
        ask,
        offers: readOffers({clients}),
      }
      const given = await readFields(linkFields, flags, sources)
      const links: PlanLinks = await fillIn(linkFields, given, {...sources, asked: this.context.said.length > 0})
      if (Object.keys(links).length === 0) requireSomething(linkFields, flags)
      const calls = await callsOf(found, links, clients)
      const dryRun = flags['dry-run'] === true
      return this.makeChange({
        noun: 'usage-plan',
        names: [found.name],
        calls,
        dryRun,
        before: [found],
        ...answered(this.typed, this.context),
      })
    }
  }
}
