import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {canaryFlag, onlyFlag, targetFlags} from '../cli/flags.js'
import type {Problem} from '../errors/problem.js'
import type {Plan as PlanValue} from '../plan/plan.js'
import {requireDefinition} from '../project/desired-api.js'
import {writePlanFile} from '../project/deploy/plan-file.js'
import {planOpened} from '../project/deploy/plan-project.js'
import {writeStepSummary} from '../project/deploy/step-summary.js'
import type {Loss} from '../spec/find-losses.js'
import {githubAnnotations} from '../render/github-annotations.js'
import {countLosses} from '../render/losses.js'
import {renderPlanMarkdown} from '../render/plan-markdown.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import type {PlanScreen} from '../render/plan.js'

/** What each format prints; JSON is printed by the base class. */
const printed = {
  text: renderPlan,
  json: () => '',
  markdown: renderPlanMarkdown,
  github: (plan: PlanValue, screen: PlanScreen) =>
    `${githubAnnotations(plan.findings)}\n${renderPlan(plan, screen)}`.trim(),
}

type PlanResult = PlanValue & {warnings: readonly Problem[]; losses: readonly Loss[]}

export default class Plan extends BaseCommand<PlanResult> {
  static override summary = 'Show what a deploy would change, route by route. Changes nothing.'

  static override flags = {
    ...targetFlags,
    ...onlyFlag,
    ...canaryFlag,
    out: Flags.string({char: 'o', description: 'save the plan, for "apigw apply FILE"', helpValue: 'FILE'}),
    format: Flags.option({
      description: 'how to print the plan; github also writes the step summary and annotates the run',
      options: ['text', 'json', 'markdown', 'github'] as const,
      default: 'text',
    })(),
    'detailed-exitcode': Flags.boolean({description: 'exit with 2 when there are changes'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod --out plan.json',
    '<%= config.bin %> <%= command.id %> --only "GET /pets" --only Pet',
    '<%= config.bin %> <%= command.id %> --stage prod --canary 10',
    '<%= config.bin %> <%= command.id %> --stage prod --detailed-exitcode --json',
    '<%= config.bin %> <%= command.id %> --stage prod --format markdown > plan.md',
  ]

  async run(): Promise<PlanResult> {
    const {flags} = await this.parse(Plan)
    const opened = await this.context.open(requireDefinition)
    const {plan, goal, warnings, losses} = await planOpened(opened, 'stage', flags)
    this.printWarnings(warnings)
    for (const line of countLosses(losses)) this.logToStderr(line)
    this.tell(planEvent(plan))
    this.log(printed[flags.format](plan, this.terminal))
    if (flags.format === 'github') await writeStepSummary(opened.surroundings.env, renderPlanMarkdown(plan))
    if (flags.out !== undefined) {
      await writePlanFile(flags.out, {...plan, goal})
      this.logToStderr(`\nSaved. "apigw apply ${flags.out}" carries out exactly this.`)
    }
    if (flags['detailed-exitcode'] && plan.changes.length > 0) this.endWith('changes')
    return {...plan, warnings, losses}
  }
}
