import {route} from '../../resource/route.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(route, ['route:add'])
