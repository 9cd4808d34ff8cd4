import {route} from '../../resource/route.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(route)
