import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {lintProject} from '../project/lint-project.js'
import type {LintReport} from '../project/lint-project.js'
import {renderLint} from '../render/lint.js'
import {countLosses, renderLosses} from '../render/losses.js'

export default class Lint extends BaseCommand<LintReport> {
  static override summary = 'Check apigw.yaml, the definition and the handlers, without any call.'

  static override description = `Every problem is one line on stdout: file:line:column, code, what, why and what to do.
What API Gateway has no place for, or takes in other words, is counted; --losses lists it. --json always has it.`

  static override flags = {
    losses: Flags.boolean({description: 'list what of the definition does not reach AWS as it is written'}),
    stage: targetFlags.stage,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --losses',
    `<%= config.bin %> <%= command.id %> --query "problems[?severity=='error'].code"`,
  ]

  async run(): Promise<LintReport> {
    const {flags} = await this.parse(Lint)
    const report = await lintProject(() => this.context.project(), this.context.surroundings)
    const {lines, summary} = renderLint(report)
    this.log(lines)
    if (flags.losses) this.log(renderLosses(report.losses))
    this.logToStderr([summary, ...(flags.losses ? [] : countLosses(report.losses))].join('\n'))
    if (report.errors > 0) this.endWith('usage')
    return report
  }
}
