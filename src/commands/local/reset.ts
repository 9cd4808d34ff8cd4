import {findGateway} from '../../aws/local-gateway.js'
import {BaseCommand} from '../../cli/base-command.js'
import {stateFlag, yesFlag} from '../../cli/flags.js'
import {deleteState} from '../../project/delete-state.js'

export default class LocalReset extends BaseCommand<{reset: true; stateDirectory: string}> {
  static override summary = 'Delete everything the local gateway holds: APIs, stages, functions, clock.'

  static override flags = {...stateFlag, ...yesFlag}

  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --yes']

  async run(): Promise<{reset: true; stateDirectory: string}> {
    await this.parse(LocalReset)
    const stateDirectory = await this.context.stateDirectory()
    await this.context.confirm(`Delete everything in ${stateDirectory}?`)
    const running = await findGateway(stateDirectory)
    await (running === undefined ? deleteState(stateDirectory) : running.reset())
    this.log('The local gateway is empty.')
    return {reset: true, stateDirectory}
  }
}
