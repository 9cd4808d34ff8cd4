import {gatewayResponse} from '../../resource/gateway-response.js'
import {listCommand} from '../../resource-command/list-command.js'

export default listCommand(gatewayResponse)
