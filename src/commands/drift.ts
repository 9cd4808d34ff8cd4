import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {allowFlag, targetFlags, yesFlag} from '../cli/flags.js'
import {carryOut} from '../project/deploy/carry-out.js'
import {checkDrift} from '../project/drift/check-drift.js'
import type {DriftResult} from '../project/drift/check-drift.js'
import {driftAction} from '../project/drift/drift-action.js'
import {passGates} from '../project/deploy/pass-gates.js'
import {renderDrift} from '../render/drift.js'
import {renderOutcome} from '../render/outcome.js'
import {renderPlan} from '../render/plan.js'
import {renderStep} from '../render/step.js'

export default class DriftCommand extends BaseCommand<DriftResult> {
  static override summary = 'Show what somebody changed on AWS: files, live API and deployed stage side by side.'

  static override description = `Settings that no file mentions are told too. What only the files changed is listed, and is no drift: a deploy brings it.`

  static override flags = {
    ...targetFlags,
    ...allowFlag,
    ...yesFlag,
    'detailed-exitcode': Flags.boolean({description: 'exit with 2 when something has drifted'}),
    accept: Flags.boolean({description: "write AWS's values to the files", exclusive: ['revert', 'ignore']}),
    revert: Flags.boolean({description: 'deploy the files over what was changed', exclusive: ['ignore']}),
    ignore: Flags.string({description: 'write into apigw.yaml that this may differ', helpValue: 'NAME', dependsOn: ['reason']}), // prettier-ignore
    reason: Flags.string({description: 'why it may', dependsOn: ['ignore']}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod --detailed-exitcode',
    '<%= config.bin %> <%= command.id %> --stage prod --accept',
    '<%= config.bin %> <%= command.id %> --stage prod --revert',
    '<%= config.bin %> <%= command.id %> --stage prod --ignore "stage prod tracing" --reason "Switched on for incident 4711"',
  ]

  async run(): Promise<DriftResult> {
    const {flags} = await this.parse(DriftCommand)
    const opened = await this.context.open()
    const {result, planned} = await checkDrift(opened, driftAction(flags), () => this.context.renewed().project())
    this.log(renderDrift(result, this.terminal))
    if (result.written !== undefined) this.log(`Written: ${result.written.join(', ') || 'nothing'}.`)
    if (!flags.revert) {
      if (flags['detailed-exitcode'] && result.drifted > 0) this.endWith('changes')
      return result
    }
    this.log(renderPlan(planned.plan, this.terminal))
    const plan = passGates(planned.plan, flags.allow ?? [])
    if (plan.changes.length > 0) await this.context.confirmOnAws(`Deploy this to stage ${plan.target.name}?`)
    const reverted = await carryOut({...planned, plan}, {...opened, onProgress: this.follow(renderStep)})
    this.progress.clear()
    this.log(renderOutcome(reverted))
    return {...result, reverted}
  }
}
