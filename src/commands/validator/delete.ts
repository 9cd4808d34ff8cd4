import {validator} from '../../resource/validator.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(validator)
