import {integration} from '../../resource/integration.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(integration)
