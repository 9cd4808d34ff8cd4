import {integration} from '../../resource/integration.js'
import {listCommand} from '../../resource-command/list-command.js'

export default listCommand(integration)
