import {gatewayResponse} from '../../resource/gateway-response.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(gatewayResponse)
