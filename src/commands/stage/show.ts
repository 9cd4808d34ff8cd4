import {stage} from '../../resource/stage.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(stage)
