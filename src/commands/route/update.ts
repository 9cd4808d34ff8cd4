import {route} from '../../resource/route.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(route)
