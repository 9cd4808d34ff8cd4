import {integration} from '../../resource/integration.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(integration)
