import {model} from '../../resource/model.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(model)
