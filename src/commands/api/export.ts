import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags, workingCopyFlag} from '../../cli/flags.js'
import {
  exportApi,
  exportExtensions,
  exportFormats,
  exportSyntaxes,
  exportText,
} from '../../project/export/export-api.js'
import type {ExportedApi} from '../../project/export/export-api.js'
import {chooseApi, stageOfChoice} from '../../project/find-project-api.js'
import {readApi} from '../../project/read-api.js'
import {writeReport} from '../../project/write-report.js'

export default class ApiExport extends BaseCommand<ExportedApi> {
  static override summary = 'Print the definition of a live API: what a stage serves, or the API as it is now.'

  static override description = `REST and HTTP APIs are OpenAPI documents; AWS writes those of stages. WebSocket APIs are the "routes:" form of apigw.yaml.
"apigw pull" makes a whole project of a live API.`

  static override args = {...apiArg}

  static override flags = {
    ...targetFlags,
    ...workingCopyFlag,
    format: Flags.option({options: exportFormats})({
      description: 'OpenAPI 3.0, or 2.0 (REST APIs and working copies)',
      default: 'oas30',
    }),
    extensions: Flags.option({options: exportExtensions})({
      description: 'extensions of API Gateway to keep; documentation: the version that the stage shows',
      default: 'apigateway',
    }),
    out: Flags.string({char: 'o', description: 'file to write, in place of stdout', helpValue: 'FILE'}),
    syntax: Flags.option({options: exportSyntaxes})({
      description: 'how to write it (default: by the name of --out, else yaml)',
    }),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> pets --stage prod --out openapi.yaml',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --working-copy --syntax json',
    '<%= config.bin %> <%= command.id %> pets --stage prod --format swagger2 --extensions none',
  ]

  async run(): Promise<ExportedApi> {
    const {args, flags} = await this.parse(ApiExport)
    const {format, extensions, out, syntax, 'working-copy': workingCopy} = flags
    const choice = await this.context.apiChoice()
    const live = await readApi(choice.clients, await chooseApi(args.api, choice))
    const stageName = flags.stage ?? stageOfChoice(args.api, choice)
    const options = {workingCopy, format, extensions, ...(stageName !== undefined && {stageName})}
    const exported = await exportApi(choice.clients, live, options)
    const text = exportText(exported.document, {syntax, out})
    if (out === undefined) this.log(text.trimEnd())
    else await writeReport(out, text)
    if (out !== undefined) this.logToStderr(`Wrote ${out}.`)
    return exported
  }
}
