import {authorizer} from '../../resource/authorizer.js'
import {deleteCommand} from '../../resource-command/delete-command.js'

export default deleteCommand(authorizer)
