import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {allowFlag, targetFlags, yesFlag} from '../cli/flags.js'
import {omit} from '../model/omit.js'
import type {Plan} from '../plan/plan.js'
import {carryOut} from '../project/deploy/carry-out.js'
import type {Outcome} from '../project/deploy/carry-out.js'
import {passGates} from '../project/deploy/pass-gates.js'
import {writePlanFile} from '../project/deploy/plan-file.js'
import {planPromotion} from '../project/deploy/plan-promotion.js'
import {renderOutcome} from '../render/outcome.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import {renderPromotion} from '../render/promotion.js'
import {renderStep} from '../render/step.js'

export default class Promote extends BaseCommand<Outcome | Plan> {
  static override summary = 'Let a stage serve what another one serves.'

  static override description = `Two stages of one API then serve the same deployment. When apigw.yaml has them in different regions or accounts, what the
first serves is carried over: planned, applied and deployed there, with ARNs that name the same things.
Variables and settings of the second stage are what apigw.yaml says of it, unless --copy takes them from the first.`

  static override args = {
    from: Args.string({description: 'stage whose deployment is promoted', required: true}),
    to: Args.string({description: 'stage that serves it afterwards', required: true}),
  }

  static override flags = {
    ...omit(targetFlags, 'stage'),
    copy: Flags.option({
      description: 'take this from the first stage too; settings are throttles, caching, tracing and log levels',
      options: ['variables', 'settings'] as const,
      multiple: true,
    })(),
    out: Flags.string({
      char: 'o',
      description: 'save the plan for "apigw apply FILE", and do nothing',
      helpValue: 'FILE',
    }),
    ...allowFlag,
    ...yesFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> dev prod',
    '<%= config.bin %> <%= command.id %> dev prod --copy variables --copy settings',
    '<%= config.bin %> <%= command.id %> dev prod --out plan.json',
    '<%= config.bin %> <%= command.id %> dev prod --yes --allow "route-removed=GET /pets" --json',
  ]

  async run(): Promise<Outcome | Plan> {
    const {args, flags} = await this.parse(Promote)
    const [from, to] = [this.context.onStage(args.from), this.context.onStage(args.to)]
    const opened = await to.open()
    const planned = await planPromotion({from: await from.open(), to: opened, copy: flags.copy ?? []})
    this.printWarnings(planned.warnings)
    this.tell(planEvent(planned.plan))
    this.log(renderPromotion(planned, this.terminal))
    this.log(renderPlan(planned.plan, this.terminal))
    if (flags.out !== undefined) {
      await writePlanFile(flags.out, {...planned.plan, goal: planned.goal})
      return planned.plan
    }
    const plan = passGates(planned.plan, flags.allow ?? [])
    if (plan.changes.length > 0) await to.confirm(`Promote ${args.from} to ${args.to}?`)
    const outcome = await carryOut({...planned, plan}, {...opened, onProgress: this.follow(renderStep)})
    this.progress.clear()
    this.tell({event: 'done', ...outcome})
    this.log(renderOutcome(outcome))
    return outcome
  }
}
