import {authorizer} from '../../resource/authorizer.js'
import {updateCommand} from '../../resource-command/update-command.js'

export default updateCommand(authorizer)
