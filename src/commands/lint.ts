import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {lintProject} from '../project/lint-project.js'
import type {LintReport} from '../project/lint-project.js'
import {renderLint} from '../render/lint.js'

export default class Lint extends BaseCommand<LintReport> {
  static override summary = 'Check apigw.yaml, the definition and the handlers, without any call.'

  static override description = 'Every problem is one line on stdout: file:line:column, code, what, why and what to do.'

  static override flags = {stage: targetFlags.stage}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    `<%= config.bin %> <%= command.id %> --query "problems[?severity=='error'].code"`,
  ]

  async run(): Promise<LintReport> {
    await this.parse(Lint)
    const report = await lintProject(() => this.context.project(), this.context.surroundings)
    const {lines, summary} = renderLint(report)
    this.log(lines)
    this.logToStderr(summary)
    if (report.errors > 0) this.endWith('usage')
    return report
  }
}
