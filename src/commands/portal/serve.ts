import {Flags} from '@oclif/core'
import {apiArg} from '../../cli/api-arg.js'
import {BaseCommand} from '../../cli/base-command.js'
import {portalUrlFlag, targetFlags, workingCopyFlag} from '../../cli/flags.js'
import {readPortal, readViewerFile} from '../../project/export/build-portal.js'
import {servePortal} from '../../project/export/serve-portal.js'

export default class PortalServe extends BaseCommand<{url: string}> {
  static override summary = 'Show the portal of an API on this machine.'

  static override description = `Serves what "apigw portal build" writes, made anew for every visit: the page shows the files as they are now. Only
this machine can reach it.`

  static override args = {...apiArg}

  static override flags = {
    ...targetFlags,
    ...workingCopyFlag,
    ...portalUrlFlag,
    port: Flags.integer({description: 'port to listen on; 0 picks a free one', default: 4601, min: 0, max: 65_535}),
  }

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --stage dev --port 0',
  ]

  async run(): Promise<{url: string}> {
    const {args, flags} = await this.parse(PortalServe)
    const {stage: stageName, 'working-copy': workingCopy, url, port} = flags
    const packageFolder = this.config.root
    const words = {idOrName: args.api, stageName, workingCopy, url, packageFolder}
    // What is wrong from the start is an error of the command, not of a visit.
    await readPortal(this.context, words)
    const served = await servePortal({
      port,
      site: () => readPortal(this.context.renewed(), words),
      readViewerFile: (file) => readViewerFile(packageFolder, file),
      onReady: (address) => this.log(`The portal: ${address}   Ctrl-C ends it.`),
      onFailure: (error) => this.printFailure(error),
      signal: this.context.interrupted,
    })
    return {url: served}
  }
}
