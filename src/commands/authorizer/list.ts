import {authorizer} from '../../resource/authorizer.js'
import {listCommand} from '../../resource-command/list-command.js'

export default listCommand(authorizer)
