import {gatewayResponse} from '../../resource/gateway-response.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(gatewayResponse)
