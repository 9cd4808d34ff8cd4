import {model} from '../../resource/model.js'
import {listCommand} from '../../resource-command/list-command.js'

export default listCommand(model)
