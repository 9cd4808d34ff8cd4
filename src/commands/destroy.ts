import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {confirmFlag, targetFlags, yesFlag} from '../cli/flags.js'
import {planDestroy, toDestroyed} from '../project/deploy/plan-destroy.js'
import type {Destroyed} from '../project/deploy/plan-destroy.js'
import {renderDestroyed, renderKept} from '../render/destroy.js'
import {planEvent} from '../render/plan-event.js'
import {renderPlan} from '../render/plan.js'
import {renderStep} from '../render/step.js'

export default class Destroy extends BaseCommand<Destroyed> {
  static override summary = 'Delete the API of this project and what the project made beside it.'

  static override description = `Shows the plan, and wants the name of the project typed: the API with all its stages, and the usage plans, keys, domains,
alarms and invoke permissions that the project made, as their tag says, unless others use them, too. Functions and log groups stay;
the files stay, so that "apigw deploy" makes the API again, under another id. "apigw rollback" brings the stage and its definition
back, under another id and with other values of keys.`

  static override flags = {
    ...targetFlags,
    keep: Flags.string({
      description: 'leave this beside the API: a name or an address of the plan',
      helpValue: 'ADDRESS',
      multiple: true,
    }),
    ...confirmFlag,
    ...yesFlag,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage dev',
    '<%= config.bin %> <%= command.id %> --stage prod --confirm pets --json',
    '<%= config.bin %> <%= command.id %> --stage prod --keep api.example.com --keep apiKey/acme',
  ]

  async run(): Promise<Destroyed> {
    const {flags} = await this.parse(Destroy)
    const opened = await this.context.open()
    const planned = await planDestroy(opened, flags.keep ?? [])
    const {plan} = planned.ready
    this.tell(planEvent(plan))
    this.log(renderPlan(plan, this.terminal))
    this.log(renderKept(planned.kept))
    await this.context.confirmName(opened.project.settings.name, planned.question, flags.confirm)
    const {applyJournalled} = await import('../project/deploy/apply-journalled.js')
    await applyJournalled(planned.ready, {...opened, place: opened.project, onProgress: this.follow(renderStep)})
    this.progress.clear()
    const destroyed = toDestroyed(planned)
    this.tell({event: 'done', ...destroyed})
    this.log(renderDestroyed(destroyed))
    return destroyed
  }
}
