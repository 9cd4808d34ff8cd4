import {Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import type {GatewayCoverage} from '../../model/gateway-admin.js'
import {featureTable, operationSummary, operationTable} from '../../render/coverage-table.js'
import {renderTable} from '../../render/table.js'

export default class LocalCoverage extends BaseCommand<GatewayCoverage> {
  static override summary = 'Show what the local gateway does like AWS, and what it does not.'

  static override description = `Features are enforced, warned about, or refused when an API that needs them is deployed: nothing that AWS
would stop is ever let through.`

  static override flags = {
    operations: Flags.boolean({char: 'o', description: 'list every operation of the control plane'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --operations | grep notImplemented',
    `<%= config.bin %> <%= command.id %> --query "features[?state=='refused'].feature"`,
  ]

  async run(): Promise<GatewayCoverage> {
    const {flags} = await this.parse(LocalCoverage)
    const {gatewayCoverage} = await import('../../project/local/gateway-coverage.js')
    const coverage = gatewayCoverage()
    if (flags.operations) {
      this.log(renderTable(operationTable(coverage.operations), this.terminal))
    } else {
      this.log(renderTable(featureTable(coverage.features), this.terminal))
      this.logToStderr(`\n${operationSummary(coverage.operations)}`)
    }
    return coverage
  }
}
