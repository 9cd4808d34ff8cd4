import {Flags} from '@oclif/core'
import {readRun} from '../apply/runs.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags, yesFlag} from '../cli/flags.js'
import {carryOut} from '../project/deploy/carry-out.js'
import type {Outcome} from '../project/deploy/carry-out.js'
import {planRollback} from '../project/deploy/plan-run.js'
import {planRollbackTo} from '../project/deploy/plan-rollback-to.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import {renderRollback, renderRollbackOutcome} from '../render/rollback.js'
import {renderStep} from '../render/step.js'

export default class Rollback extends BaseCommand<Outcome> {
  static override summary = 'Bring an API and its stage back to what they were before a run.'

  static override description = `Takes back the last apply, deploy or rollback on the stage, however it ended: first the stage serves its old deployment
again, then definition and settings follow, and what the run changed beside the API (usage plans, keys, domains, alarms).
What the run added goes. No gate refuses a rollback.`

  static override flags = {
    ...targetFlags,
    run: Flags.string({description: 'journal of the run to take back (default: the last)', helpValue: 'FILE'}),
    to: Flags.string({
      description: 'deployment to bring the stage and the definition back to, in place of a run',
      helpValue: 'DEPLOYMENT',
      exclusive: ['run'],
    }),
    ...yesFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> --stage prod --yes --json',
    '<%= config.bin %> <%= command.id %> --stage prod --to a1b2c3',
    '<%= config.bin %> <%= command.id %> --run .apigw/journal/20261121T031500.123Z-prod.jsonl',
  ]

  async run(): Promise<Outcome> {
    const {flags} = await this.parse(Rollback)
    if (flags.run !== undefined) this.context.assumeStage((await readRun(flags.run)).target.name)
    const opened = await this.context.open()
    const planned =
      flags.to === undefined ? await planRollback(opened, flags.run) : await planRollbackTo(opened, flags.to)
    this.printWarnings(planned.warnings)
    this.log(renderRollback(planned))
    this.tell(planEvent(planned.plan))
    this.log(renderPlan(planned.plan, this.terminal))
    if (planned.plan.changes.length > 0) await this.context.confirm('Roll this back?')
    const outcome = await carryOut(planned, {...opened, onProgress: this.follow(renderStep)})
    this.progress.clear()
    this.tell({event: 'done', ...outcome})
    this.log(renderRollbackOutcome(outcome))
    return outcome
  }
}
