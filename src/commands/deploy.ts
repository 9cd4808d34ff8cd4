import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {allowFlag, canaryFlag, onlyFlag, resumeFlag, targetFlags, yesFlag} from '../cli/flags.js'
import {present} from '../model/present.js'
import type {Outcome} from '../project/deploy/carry-out.js'
import {deployVerified} from '../project/deploy/deploy-verified.js'
import {passGates} from '../project/deploy/pass-gates.js'
import {requireDefinition} from '../project/desired-api.js'
import {planOpened} from '../project/deploy/plan-project.js'
import {planResume} from '../project/deploy/plan-run.js'
import {renderOutcome} from '../render/outcome.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import {renderResume} from '../render/rollback.js'
import {renderStep} from '../render/step.js'

export default class Deploy extends BaseCommand<Outcome> {
  static override summary = 'Bring the API to what the files say and publish it on a stage.'

  static override description = `Does nothing when the stage serves this very definition already. Refuses, with exit code 3, what breaks clients, opens
routes or loses settings, unless --allow or "allow:" of apigw.yaml names the rule.
On a terminal it asks before it changes AWS; a pipeline is not asked.
With --canary the stage goes on serving what it does, and a share of its requests gets the new deployment: "apigw canary
watch", "promote" or "abort" ends that. Stage variables that differ are the canary's until then; other settings hold for
both. --verify then calls the path so often that the canary has answered.`

  static override flags = {
    ...targetFlags,
    ...onlyFlag,
    ...canaryFlag,
    ...allowFlag,
    ...resumeFlag,
    verify: Flags.string({description: 'call this path afterwards, and roll back when it fails', helpValue: 'PATH'}),
    expect: Flags.integer({
      description: 'status that --verify waits for (default: any 2xx)',
      dependsOn: ['verify'],
      helpValue: 'STATUS',
      min: 100,
      max: 599,
    }),
    ...yesFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> --stage prod --yes --json',
    '<%= config.bin %> <%= command.id %> --stage prod --resume',
    '<%= config.bin %> <%= command.id %> --stage prod --verify /health',
    '<%= config.bin %> <%= command.id %> --stage prod --canary 10 --verify /health',
    '<%= config.bin %> <%= command.id %> --stage prod --allow "route-removed=GET /pets"',
  ]

  async run(): Promise<Outcome> {
    const {flags} = await this.parse(Deploy)
    const opened = await this.context.open(flags.resume ? undefined : requireDefinition)
    const planned = flags.resume ? await planResume(opened) : await planOpened(opened, 'stage', flags)
    const {plan, warnings} = planned
    this.printWarnings(warnings)
    if ('run' in planned) this.log(renderResume(planned))
    this.tell(planEvent(plan))
    this.log(renderPlan(plan, this.terminal))
    const allowed = passGates(plan, flags.allow ?? [])
    if (plan.changes.length > 0) await this.context.confirmOnAws(`Deploy this to stage ${plan.target.name}?`)
    const options = {...opened, onProgress: this.follow(renderStep)}
    const verification = flags.verify === undefined ? undefined : present({path: flags.verify, expect: flags.expect})
    const outcome = await deployVerified({...planned, plan: allowed}, options, verification)
    this.progress.clear()
    this.tell({event: 'done', ...outcome})
    this.log(renderOutcome(outcome))
    return outcome
  }
}
