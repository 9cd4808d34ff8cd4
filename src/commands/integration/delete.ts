import {integration} from '../../resource/integration.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(integration)
