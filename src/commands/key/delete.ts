import {key} from '../../account/key.js'
import {accountDeleteCommand} from '../../resource-command/account-delete-command.js'

export default accountDeleteCommand(key)
