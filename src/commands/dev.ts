import {BaseCommand} from '../cli/base-command.js'
import {allowAwsFlag, gatewayFlags, portFlag, stateFlag, targetFlags} from '../cli/flags.js'
import {writeEditorSchema} from '../project/init/editor-schema.js'
import {runDev} from '../project/dev/run-dev.js'
import {treatmentOf} from '../project/local/serve-gateway.js'
import {renderDevEvent} from '../render/dev-event.js'
import {devKeysHelp, listenToDevKeys} from '../ui/dev-keys.js'

export default class Dev extends BaseCommand<{url?: string}> {
  static override summary = 'Serve the API on this machine and apply every change of the files at once.'

  static override description = `Starts the local gateway, or uses the one that runs, deploys the project to it and watches the definition,
apigw.yaml and the handlers. Prints one line per request. A fault in a file is reported, and the last good version
goes on serving. Keys on a terminal: ${devKeysHelp}.`

  static override flags = {stage: targetFlags.stage, ...portFlag, ...stateFlag, ...allowAwsFlag, ...gatewayFlags}

  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --port 8080']

  async run(): Promise<{url?: string}> {
    const {flags} = await this.parse(Dev)
    this.context.assumeLocal()
    const {folder} = await this.context.project()
    await writeEditorSchema(this.config.root, folder)
    const stateDirectory = await this.context.stateDirectory()
    const {version} = this.config
    const say = (line: string) => this.logToStderr(line)
    const url = await runDev({
      serve: {version, stateDirectory, recording: 'always', ...treatmentOf(flags), port: flags.port},
      folder,
      open: () => this.context.renewed().open(),
      signal: this.context.interrupted,
      nowMs: this.context.nowMs,
      say: (event) => this.log(renderDevEvent(event, {...this.terminal, cwd: folder})),
      onFailure: (error) => this.printFailure(error),
      listen: (session, quit) =>
        listenToDevKeys(process.stdin, {reload: () => session.reload(), page: () => session.page, quit, say}),
      onReady: () => say(`Watching ${folder}.   ${this.terminal.isTerminal ? devKeysHelp : 'Ctrl-C ends it.'}`),
    })
    return url === undefined ? {} : {url}
  }
}
