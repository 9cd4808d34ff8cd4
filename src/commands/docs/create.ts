import {documentation} from '../../resource/documentation.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(documentation)
