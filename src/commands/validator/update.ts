import {validator} from '../../resource/validator.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(validator)
