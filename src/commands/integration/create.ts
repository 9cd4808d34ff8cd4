import {integration} from '../../resource/integration.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(integration)
