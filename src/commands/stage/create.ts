import {stage} from '../../resource/stage.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(stage)
