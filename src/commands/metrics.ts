import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {spanFlags, targetFlags} from '../cli/flags.js'
import {showMetrics, watchMetrics} from '../project/observe/show-metrics.js'
import type {ShownMetrics} from '../project/observe/show-metrics.js'
import {renderMetrics, renderMetricsCsv} from '../render/metrics.js'

export default class Metrics extends BaseCommand<ShownMetrics | {ticks: number}> {
  static override summary = 'Show requests, errors and latencies of a stage, route by route.'

  static override description = `From CloudWatch, or from the local gateway. Single routes are known where detailed metrics are on. With --watch --json
each picture is one line of JSON.`

  static override args = {...apiArg}

  static override flags = {
    ...spanFlags('1h'),
    period: Flags.string({description: 'how much time one step of the charts is, such as 5m (default: what fits)'}),
    route: Flags.string({description: 'this route only, such as "GET /pets"'}),
    format: Flags.option({options: ['table', 'csv'] as const})({
      description: 'csv: one line for each route and period',
      default: 'table',
    }),
    watch: Flags.boolean({char: 'w', description: 'show it again and again, until Ctrl-C'}),
    interval: Flags.string({description: 'time between two pictures of --watch', default: '10s'}),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> --stage prod --since 24h --route "GET /pets"',
    '<%= config.bin %> <%= command.id %> --watch',
    '<%= config.bin %> <%= command.id %> pets --since yesterday --until today --format csv',
    '<%= config.bin %> <%= command.id %> --query "routes[?counts.serverErrors > `0`].route"',
  ]

  async run(): Promise<ShownMetrics | {ticks: number}> {
    const {args, flags} = await this.parse(Metrics)
    const watching = await this.context.watching()
    const request = {...args, ...flags}
    const render = (metrics: ShownMetrics) =>
      flags.format === 'csv' ? renderMetricsCsv(metrics) : renderMetrics(metrics, this.terminal)
    if (!flags.watch) {
      const metrics = await showMetrics(watching, request)
      this.log(render(metrics))
      return metrics
    }
    const onTick = (metrics: ShownMetrics) => {
      this.redraw(render(metrics))
      this.writeJsonLine(metrics)
    }
    return watchMetrics(watching, request, {onTick, ...this.context.rhythm})
  }
}
