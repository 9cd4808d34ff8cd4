import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {spanFlags, targetFlags} from '../cli/flags.js'
import {showCost} from '../project/observe/show-cost.js'
import type {ShownCost} from '../project/observe/show-cost.js'
import {renderCost} from '../render/cost.js'

export default class Cost extends BaseCommand<ShownCost> {
  static override summary = 'Estimate what a month of a stage costs, from the traffic that was measured.'

  static override description = `Beside it: the same traffic as a REST or as an HTTP API. Prices have a date, and are known for some regions only;
what was assumed is said.`

  static override args = {...apiArg}

  static override flags = {
    ...spanFlags('7d'),
    'response-kb': Flags.integer({
      description: 'size of an answer of a REST API, for data transfer',
      min: 0,
      max: 10_240,
    }),
    prices: Flags.string({description: 'JSON file with your own prices', helpValue: 'FILE'}),
    ...targetFlags,
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --stage prod',
    '<%= config.bin %> <%= command.id %> pets --stage prod --since 30d --response-kb 12',
    '<%= config.bin %> <%= command.id %> --stage prod --query "[dollars, instead.dollars]"',
  ]

  async run(): Promise<ShownCost> {
    const {args, flags} = await this.parse(Cost)
    const cost = await showCost(await this.context.watching(), {...args, ...flags})
    this.log(renderCost(cost, this.terminal))
    return cost
  }
}
