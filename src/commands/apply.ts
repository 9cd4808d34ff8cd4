import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {allowFlag, onlyFlag, resumeFlag, targetFlags, yesFlag} from '../cli/flags.js'
import {carryOut} from '../project/deploy/carry-out.js'
import type {Outcome} from '../project/deploy/carry-out.js'
import {readPlanFile, splitSaved} from '../project/deploy/plan-file.js'
import {passGates} from '../project/deploy/pass-gates.js'
import {requireDefinition} from '../project/desired-api.js'
import {planOpened, requireSamePlace} from '../project/deploy/plan-project.js'
import {planResume} from '../project/deploy/plan-run.js'
import {renderOutcome} from '../render/outcome.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import {renderResume} from '../render/rollback.js'
import {renderStep} from '../render/step.js'

export default class Apply extends BaseCommand<Outcome> {
  static override summary = 'Bring the API to what the files say, without deploying it; or carry out a saved plan.'

  static override description = `Without a plan, stages go on serving what they serve: "apigw deploy" is apply and publish in one.
A saved plan is carried out as it is, stage included, and refused when the live API has changed since.`

  static override args = {
    plan: Args.string({description: 'file that "apigw plan --out" wrote'}),
  }

  static override flags = {...targetFlags, ...onlyFlag, ...allowFlag, ...resumeFlag, ...yesFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod --yes',
    '<%= config.bin %> <%= command.id %> plan.json',
    '<%= config.bin %> <%= command.id %> --stage prod --resume',
  ]

  async run(): Promise<Outcome> {
    const {args, flags} = await this.parse(Apply)
    const saved = args.plan === undefined ? undefined : await readPlanFile(args.plan)
    if (saved !== undefined) this.context.assumeStage(saved.target.name)
    const opened = await this.context.open(saved === undefined && !flags.resume ? requireDefinition : undefined)
    if (saved !== undefined) requireSamePlace(saved, opened.project)
    const made =
      saved !== undefined
        ? {...splitSaved(saved), warnings: []}
        : flags.resume
          ? await planResume(opened)
          : await planOpened(opened, 'definition', flags)
    this.printWarnings(made.warnings)
    if ('run' in made) this.log(renderResume(made))
    this.tell(planEvent(made.plan))
    this.log(renderPlan(made.plan, this.terminal))
    const plan = passGates(made.plan, flags.allow ?? [])
    if (made.plan.changes.length > 0) await this.context.confirm('Carry this out?')
    const outcome = await carryOut({...made, plan}, {...opened, onProgress: this.follow(renderStep)})
    this.progress.clear()
    this.tell({event: 'done', ...outcome})
    this.log(renderOutcome(outcome))
    return outcome
  }
}
