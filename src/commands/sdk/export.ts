import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {targetFlags, workingCopyFlag} from '../../cli/flags.js'
import {exportClient} from '../../project/export/export-client.js'
import {sdkLanguages} from '../../project/export/generate-client.js'
import type {WrittenClient} from '../../project/export/generate-client.js'
import {renderClient} from '../../render/client.js'

export default class SdkExport extends BaseCommand<WrittenClient> {
  static override summary = 'Write a client of an API: a typed TypeScript package, or an SDK that AWS generates.'

  static override description = `TypeScript, for any kind of API, is made of the definition of this project; with an API, --stage or --working-copy, of the
live API. It needs no package to run: fetch, retries, API keys, tokens and signatures are in it, and compile strictly.
The other languages are what AWS generates for a stage of a REST API; --parameter gives what AWS asks for.`

  static override args = {...apiArg}

  static override flags = {
    ...targetFlags,
    ...workingCopyFlag,
    language: Flags.option({options: sdkLanguages})({
      char: 'l',
      description: 'language of the client',
      default: 'typescript',
    }),
    out: Flags.string({char: 'o', description: 'folder to write (default: sdk/LANGUAGE)', helpValue: 'DIR'}),
    force: Flags.boolean({description: 'write into a folder that is not empty; files of the same names are replaced'}),
    package: Flags.string({description: 'name of the TypeScript package', helpValue: 'NAME'}),
    url: Flags.string({description: 'where a TypeScript client calls unless told otherwise (default: the stage)'}),
    parameter: Flags.string({
      description: 'what AWS asks for: groupId=com.example',
      helpValue: 'NAME=VALUE',
      multiple: true,
    }),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod --out clients/pets --package @shop/pets',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --stage prod --language ruby --parameter service.name=Pets',
  ]

  async run(): Promise<WrittenClient> {
    const {args, flags} = await this.parse(SdkExport)
    const {language, force, url, parameter = [], 'working-copy': workingCopy} = flags
    const written = await exportClient(this.context, {
      idOrName: args.api,
      stageName: flags.stage,
      ...{workingCopy, language, force, url, parameters: parameter},
      directory: flags.out ?? `sdk/${language}`,
      packageName: flags.package,
      packageFolder: this.config.root,
    })
    this.log(renderClient(written))
    return written
  }
}
