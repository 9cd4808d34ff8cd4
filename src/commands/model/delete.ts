import {model} from '../../resource/model.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(model)
