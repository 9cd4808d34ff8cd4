import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {portalUrlFlag, targetFlags, workingCopyFlag} from '../../cli/flags.js'
import {buildPortal} from '../../project/export/build-portal.js'
import type {BuiltPortal} from '../../project/export/build-portal.js'
import {renderPortal} from '../../render/portal.js'

export default class PortalBuild extends BaseCommand<BuiltPortal> {
  static override summary = 'Write a web site that tells the callers of an API how to use it.'

  static override description = `A folder of files for any web server, or to be opened as it is; its pages load nothing from elsewhere. Made of the
definition of this project; with an API, --stage or --working-copy, of the live API. Nothing of integrations,
authorizers and policies is in it. What is marked "x-internal: true" is left out.

Readers try calls from the page itself where its address is among the origins that the API's CORS settings allow.`

  static override args = {...apiArg}

  static override flags = {
    ...targetFlags,
    ...workingCopyFlag,
    ...portalUrlFlag,
    out: Flags.string({char: 'o', description: 'folder to write', default: 'portal', helpValue: 'DIR'}),
    force: Flags.boolean({description: 'write into a folder that is not empty; files of the same names are replaced'}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage prod --out public/docs',
    '<%= config.bin %> <%= command.id %> pets --stage prod --url https://api.example.com/v1',
  ]

  async run(): Promise<BuiltPortal> {
    const {args, flags} = await this.parse(PortalBuild)
    const {stage: stageName, 'working-copy': workingCopy, url, out: directory, force} = flags
    const words = {idOrName: args.api, stageName, workingCopy, url, packageFolder: this.config.root}
    const built = await buildPortal(this.context, {...words, directory, force})
    this.log(renderPortal(built))
    return built
  }
}
