import {gatewayResponse} from '../../resource/gateway-response.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(gatewayResponse)
