import {route} from '../../resource/route.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(route)
