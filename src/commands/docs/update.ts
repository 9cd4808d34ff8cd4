import {documentation} from '../../resource/documentation.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(documentation)
