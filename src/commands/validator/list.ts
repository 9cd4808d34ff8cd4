import {validator} from '../../resource/validator.js'
import {listCommand} from '../../resource-command/list-command.js'

export default listCommand(validator)
