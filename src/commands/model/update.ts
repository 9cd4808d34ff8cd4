import {model} from '../../resource/model.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(model)
