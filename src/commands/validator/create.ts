import {validator} from '../../resource/validator.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(validator)
