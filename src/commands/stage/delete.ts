import {stage} from '../../resource/stage.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(stage)
