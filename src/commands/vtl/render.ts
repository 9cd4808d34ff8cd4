import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {renderVtlWords} from '../../project/mapping/render-vtl-words.js'
import type {VtlRendering} from '../../project/mapping/render-vtl-words.js'

export default class VtlRender extends BaseCommand<VtlRendering> {
  static override summary = 'Render a mapping template as API Gateway does.'

  static override description = `Each value is text, @FILE, or - for stdin. What the template prints goes to stdout as it is; what
it sets by $context.requestOverride and $context.responseOverride is in the result of --json.`

  static override args = {
    template: Args.string({description: 'file of the template, or - for stdin', required: true}),
  }

  static override flags = {
    input: Flags.string({char: 'i', description: 'body that $input reads', helpValue: 'TEXT|@FILE|-'}),
    params: Flags.string({
      description: 'parameters: {"path": {}, "querystring": {}, "header": {}}',
      helpValue: 'JSON|@FILE',
    }),
    context: Flags.string({description: 'members of $context', helpValue: 'JSON|@FILE'}),
    'stage-variables': Flags.string({description: 'members of $stageVariables', helpValue: 'JSON|@FILE'}),
  }

  static override examples = [
    `<%= config.bin %> <%= command.id %> pets.vtl --input '{"name": "Rex"}'`,
    `<%= config.bin %> <%= command.id %> pets.vtl --input @pet.json --params '{"path": {"id": "7"}}' --context @context.json`,
    '<%= config.bin %> <%= command.id %> pets.vtl --query responseOverride.status',
  ]

  async run(): Promise<VtlRendering> {
    const {args, flags} = await this.parse(VtlRender)
    const {warnings, ...rendering} = await renderVtlWords(args.template, {
      stdin: process.stdin,
      body: flags.input,
      params: flags.params,
      context: flags.context,
      stageVariables: flags['stage-variables'],
    })
    this.printWarnings(warnings)
    this.writeBytes(Buffer.from(rendering.text))
    return {...rendering, warnings}
  }
}
