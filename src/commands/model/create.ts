import {model} from '../../resource/model.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(model)
