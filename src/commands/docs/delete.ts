import {documentation} from '../../resource/documentation.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(documentation)
