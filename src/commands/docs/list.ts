import {documentation} from '../../resource/documentation.js'
import {listCommand} from '../../resource-command/list-command.js'

export default listCommand(documentation)
