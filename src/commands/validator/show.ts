import {validator} from '../../resource/validator.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(validator)
