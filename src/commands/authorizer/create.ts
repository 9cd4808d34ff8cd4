import {authorizer} from '../../resource/authorizer.js'
import {createCommand} from '../../resource-command/create-command.js'

export default createCommand(authorizer)
