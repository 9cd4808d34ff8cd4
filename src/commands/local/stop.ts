import {BaseCommand} from '../../cli/base-command.js'
import {stateFlag} from '../../cli/flags.js'
import {stopGateway} from '../../cli/stop-gateway.js'

export default class LocalStop extends BaseCommand<{stopped: boolean; url?: string}> {
  static override summary = 'Stop the gateway on this machine; its state stays.'

  static override flags = {...stateFlag}

  static override examples = ['<%= config.bin %> <%= command.id %>']

  async run(): Promise<{stopped: boolean; url?: string}> {
    await this.parse(LocalStop)
    const url = await stopGateway(await this.context.stateDirectory())
    this.log(url === undefined ? 'No local gateway was running.' : `The gateway at ${url} has stopped.`)
    return url === undefined ? {stopped: false} : {stopped: true, url}
  }
}
