import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {testVtl} from '../../project/mapping/test-vtl.js'
import type {VtlTestReport} from '../../project/mapping/test-vtl.js'
import {writeReport} from '../../project/write-report.js'
import {renderJunit} from '../../render/junit.js'
import {renderVtlTest, vtlJunitCases} from '../../render/vtl-test.js'

export default class VtlTest extends BaseCommand<VtlTestReport> {
  static override summary = 'Render the template fixtures of a folder and compare with what they expect.'

  static override description = `A fixture is a folder: template.vtl (or the one of a folder above), input.json, params.json, context.json,
stage-variables.json, and expected.json with what the template is to print (error.txt: what it is to fail
with). Exits with 1 when one differs.`

  static override args = {
    folder: Args.string({description: 'folder with the fixtures, in it or below', default: '.'}),
  }

  static override flags = {
    update: Flags.boolean({char: 'u', description: 'write what the templates print as the new expectation'}),
    junit: Flags.string({description: "write a report in JUnit's XML", helpValue: 'FILE'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> test/templates',
    '<%= config.bin %> <%= command.id %> test/templates --update',
    '<%= config.bin %> <%= command.id %> --junit reports/templates.xml',
    `<%= config.bin %> <%= command.id %> --query "cases[?status=='failed'].name"`,
  ]

  async run(): Promise<VtlTestReport> {
    const {args, flags} = await this.parse(VtlTest)
    const report = await testVtl(args.folder, {update: flags.update})
    this.log(renderVtlTest(report, this.terminal))
    if (flags.junit !== undefined) await writeReport(flags.junit, renderJunit('vtl', vtlJunitCases(report.cases)))
    if (report.failed > 0) this.endWith('failure')
    return report
  }
}
