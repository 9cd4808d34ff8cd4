import {apiArg} from '../cli/api-arg.js'
import type {LiveApi} from '../model/live-api.js'
import type {JsonObject} from '../model/json.js'
import type {CanaryValues} from '../project/release/edit-canary.js'
import type {FieldTable} from '../resource/field.js'
import {answered} from './answered.js'
import {commandExamples} from './command-examples.js'
import {EditCommand} from './edit-command.js'
import type {Edited} from './edit-command.js'
import {editFlags} from './edit-flags.js'
import {fieldFlags} from './field-flags.js'
import {fillIn} from './fill-in.js'
import {openStage} from './open-stage.js'
import {readFields} from './read-fields.js'
import {readOffers} from './read-offers.js'

/** A verb about the canary of a stage: its words, and the edit of the live API that it is. */
export type CanaryVerb = {
  summary: string
  description: string
  examples: readonly string[]
  fields: FieldTable
  edit: (live: LiveApi, stageName: string, values: CanaryValues) => LiveApi
  /** Asked before AWS is changed, when there is someone to ask. */
  question: (stageName: string) => string
}

/** `apigw canary VERB [API] --stage NAME`. */
export function canaryCommand({summary, description, examples, fields, edit, question}: CanaryVerb) {
  return class CanaryEdit extends EditCommand {
    static override summary = summary

    static override description = description

    static override args = {...apiArg}

    static override flags = {...fieldFlags(fields), ...editFlags}

    static override examples = commandExamples(examples)

    async run(): Promise<Edited> {
      const {args, flags} = await this.parse(CanaryEdit)
      const {anywhere, live, stageName} = await openStage(this.context, args.api)
      const ask = this.context.ask.bind(this.context)
      const toArn = (name: string) => Promise.resolve(name)
      const sources = {live, stdin: process.stdin, toArn, ask, offers: readOffers({...anywhere, live})}
      const given = await readFields(fields, flags, sources)
      const values = await fillIn(fields, given, {...sources, asked: this.context.said.length > 0})
      // Flags were parsed by the very table that the values are typed by.
      const edited = edit(live, stageName, values)
      return this.carryOut({
        ...{anywhere, live, edited, noun: 'canary', name: stageName, stageName},
        ...{dryRun: flags['dry-run'], allow: flags.allow ?? []},
        thing: canaryThing(edited, stageName),
        confirm: () => this.context.confirmOnAws(question(stageName)),
        ...answered(this.typed, this.context, {question: question(stageName), confirms: true}),
      })
    }
  }
}

/** The canary settings of the stage, absent when it has none. */
function canaryThing({stages}: LiveApi, stageName: string): JsonObject | undefined {
  const stage = stages.find((each) => each.stage.stageName === stageName)?.stage
  return stage?.kind === 'restStage' ? stage.canarySettings : undefined
}
