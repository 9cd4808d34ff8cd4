import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {allTopics, explain} from '../project/explain.js'
import type {Topic} from '../project/explain.js'
import {explanationTable, renderExplanations} from '../render/explanation.js'
import {renderTable} from '../render/table.js'

export default class Explain extends BaseCommand<Topic[]> {
  static override summary = 'Explain a code: of an error, a gate, an exit, or what API Gateway itself answered.'

  static override description = 'Without CODE it lists everything that can be explained. Works offline.'

  static override args = {
    code: Args.string({description: 'code, exit code, HTTP status, or the text of an answer in quotes'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> APPLY_PARTIAL',
    '<%= config.bin %> <%= command.id %> route-removed',
    '<%= config.bin %> <%= command.id %> "Missing Authentication Token"',
    '<%= config.bin %> <%= command.id %> 403',
  ]

  async run(): Promise<Topic[]> {
    const {args} = await this.parse(Explain)
    if (args.code === undefined) {
      const topics = allTopics()
      this.log(renderTable(explanationTable(topics), this.terminal))
      return topics
    }
    const topics = explain(args.code)
    this.log(renderExplanations(topics, this.terminal))
    return topics
  }
}
