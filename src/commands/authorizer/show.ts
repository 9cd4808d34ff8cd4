import {authorizer} from '../../resource/authorizer.js'
import {showCommand} from '../../resource-command/show-command.js'

export default showCommand(authorizer)
