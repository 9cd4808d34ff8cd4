import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {spanFlags, targetFlags} from '../cli/flags.js'
import {auditApi} from '../project/observe/audit-api.js'
import type {AuditReport} from '../project/observe/audit-api.js'
import {readTrail} from '../project/observe/read-trail.js'
import type {Trail} from '../project/observe/read-trail.js'
import {renderAudit, renderAuditSarif} from '../render/audit.js'
import {renderTable} from '../render/table.js'
import {trailTable} from '../render/trail-table.js'

export default class Audit extends BaseCommand<AuditReport | Trail> {
  static override summary = 'Check a live API for what is open, unprotected or unseen.'

  static override description = `Looks at the API as it is on AWS, whatever the files say: open routes, wide CORS, old TLS, stages without throttle,
log or web ACL, idle keys. Exits with 3 when something is as bad as --fail-on. With --trail: who
changed the API, by CloudTrail.`

  static override args = {...apiArg}

  static override flags = {
    'fail-on': Flags.option({options: ['high', 'medium', 'low'] as const})({
      description: 'exit with 3 when something is as bad as this, or worse',
    }),
    format: Flags.option({options: ['text', 'sarif'] as const})({
      description: 'sarif: a report that code hosts show',
      default: 'text',
    }),
    trail: Flags.boolean({description: 'show who changed the API, by CloudTrail', exclusive: ['fail-on', 'format']}),
    ...spanFlags('7d'),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> --stage prod --fail-on high',
    '<%= config.bin %> <%= command.id %> pets --region eu-west-1 --format sarif > audit.sarif',
    '<%= config.bin %> <%= command.id %> --stage prod --trail --since 2d',
    `<%= config.bin %> <%= command.id %> --query "findings[?severity=='high'].on"`,
  ]

  async run(): Promise<AuditReport | Trail> {
    const {args, flags} = await this.parse(Audit)
    const watching = await this.context.watching()
    if (flags.trail) {
      const endpoint = this.context.surroundings.env.AWS_ENDPOINT_URL_CLOUDTRAIL
      const trail = await readTrail(watching, {...args, ...flags, endpoint})
      this.log(renderTable(trailTable(trail.entries), this.terminal))
      if (trail.truncated) this.logToStderr('There are more events: see a later --since.')
      return trail
    }
    const report = await auditApi(watching, {...args, ...flags})
    const {version} = this.config
    this.log(flags.format === 'sarif' ? renderAuditSarif(report, version) : renderAudit(report, this.terminal))
    if (report.refused) this.endWith('refused')
    return report
  }
}
