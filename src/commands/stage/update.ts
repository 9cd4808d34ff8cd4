import {stage} from '../../resource/stage.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(stage)
