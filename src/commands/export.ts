import {Flags} from '@oclif/core'
import {apiArg} from '../cli/api-arg.js'
import {BaseCommand} from '../cli/base-command.js'
import {targetFlags} from '../cli/flags.js'
import {exportStack, stackTools, writeStack} from '../project/export/export-stack.js'
import type {ExportedStack} from '../project/export/export-stack.js'
import {stackOf} from '../project/export/stack-of.js'

export default class Export extends BaseCommand<ExportedStack> {
  static override summary = 'Write the API for another tool: CloudFormation, SAM or Terraform.'

  static override description = `The files of this project with one of its stages: the API, its stage, usage plans, keys without values, domains, permissions,
alarms and log groups. With the id or name of an API, that live API with its stage alone. Values of the environment become
parameters; nothing secret is written. Nothing is changed on AWS. Terraform takes over a live API by "import" blocks.`

  static override args = {...apiArg}

  static override flags = {
    ...targetFlags,
    to: Flags.option({options: stackTools})({description: 'the tool that is to make the API', required: true}),
    out: Flags.string({char: 'o', description: 'folder to write, in place of stdout', helpValue: 'DIR'}),
    imports: Flags.boolean({
      description: 'Terraform: take over what this project has made already; reads the live API',
    }),
    force: Flags.boolean({description: 'write into a folder that is not empty; files of the same names are replaced'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %> --to cloudformation --stage prod > template.yaml',
    '<%= config.bin %> <%= command.id %> --to sam --stage prod --out infrastructure',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --to terraform --stage prod --out infrastructure',
  ]

  async run(): Promise<ExportedStack> {
    const {args, flags} = await this.parse(Export)
    const {stage: stageName, imports} = flags
    const found = await stackOf(this.context, {idOrName: args.api, stageName, imports})
    const exported = exportStack(found, flags.to)
    if (flags.out === undefined) this.log(Object.values(exported.files).join('\n').trimEnd())
    else await writeStack(exported, flags.out, flags.force)
    if (flags.out !== undefined) this.logToStderr(`Wrote ${Object.keys(exported.files).join(', ')} to ${flags.out}.`)
    return exported
  }
}
