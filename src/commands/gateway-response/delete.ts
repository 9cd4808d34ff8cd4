import {gatewayResponse} from '../../resource/gateway-response.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(gatewayResponse)
