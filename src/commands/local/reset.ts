import {findGateway} from '../../aws/local-gateway.js'
import {BaseCommand} from '../../cli/base-command.js'
import {confirmFlag, stateFlag, yesFlag} from '../../cli/flags.js'
import {deleteState, stateName} from '../../project/local/delete-state.js'

export default class LocalReset extends BaseCommand<{reset: true; stateDirectory: string}> {
  static override summary = 'Delete everything the local gateway holds: APIs, stages, functions, clock.'

  static override flags = {...stateFlag, ...confirmFlag, ...yesFlag}

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --confirm pets',
    '<%= config.bin %> <%= command.id %> --yes',
  ]

  async run(): Promise<{reset: true; stateDirectory: string}> {
    const {flags} = await this.parse(LocalReset)
    const stateDirectory = await this.context.stateDirectory()
    await this.context.confirmName(stateName(stateDirectory), `Delete everything in ${stateDirectory}?`, flags.confirm)
    const running = await findGateway(stateDirectory)
    await (running === undefined ? deleteState(stateDirectory) : running.reset())
    this.log('The local gateway is empty.')
    return {reset: true, stateDirectory}
  }
}
