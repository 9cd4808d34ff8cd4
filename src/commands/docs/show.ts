import {documentation} from '../../resource/documentation.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(documentation)
