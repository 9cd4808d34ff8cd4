import type {AccountThing} from '../account/account-noun.js'
import {BaseCommand} from '../cli/base-command.js'
import {projectTag} from '../model/project-tag.js'
import type {Call} from '../plan/call.js'
import {makeCalls} from '../project/edit/make-calls.js'
import type {MadeCalls} from '../project/edit/make-calls.js'
import type {Notice} from '../project/deploy/unknown-policies.js'
import {renderMadeCalls} from '../render/made-calls.js'

/** What a command did to one thing of the account, as `--json` prints it. */
export type AccountChanged = MadeCalls & {
  noun: string
  warnings: readonly Notice[]
}

export type AccountChange = {
  noun: string
  /** What is changed; several for commands that take many. */
  names: readonly string[]
  calls: readonly Call[]
  dryRun: boolean
  /** What is there already of it, for warnings. */
  before?: readonly AccountThing[]
  warnings?: readonly Notice[]
  confirm?: () => Promise<void>
  /** The command that asks nothing, when questions were answered. */
  command?: string | undefined
  onAnswer?: (operation: string, answer: object) => void
}

/** Commands that change what stands beside APIs: calls, shown or made; one way for all nouns. */
export abstract class AccountCommand<Result extends AccountChanged = AccountChanged> extends BaseCommand<Result> {
  protected async makeChange({
    noun,
    names,
    calls,
    before = [],
    command,
    ...change
  }: AccountChange): Promise<AccountChanged> {
    const declared = calls.length === 0 ? [] : before.flatMap((thing) => declaredNotice(noun, thing))
    const warnings = [...(change.warnings ?? []), ...declared]
    for (const {code, what, why, fix} of warnings) this.logToStderr(`warning ${code}  ${what} ${why} ${fix}`)
    if (command !== undefined) this.logToStderr(`The same without questions:\n  ${command}`)
    const made = await makeCalls(await this.context.clients(), {names, calls}, change)
    this.log(renderMadeCalls(made))
    return {noun, ...made, warnings}
  }
}

function declaredNotice(noun: string, {id, name, thing}: AccountThing): Notice[] {
  const {tags = {}} = thing as {tags?: Readonly<Record<string, string>>}
  const project = tags[projectTag]
  if (project === undefined) return []
  return [
    {
      code: 'DECLARED_ELSEWHERE',
      what: `The files of project ${project} declare the ${noun} ${name} (${id}).`,
      why: 'They do not know of this change: the next plan shows it as drift and takes it back.',
      fix: 'Write it into apigw.yaml, or run "apigw drift --accept" in the project.',
    },
  ]
}
