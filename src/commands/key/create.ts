import {key} from '../../account/key.js'
import {accountCreateCommand} from '../../resource-command/account-create-command.js'

export default accountCreateCommand(key)
