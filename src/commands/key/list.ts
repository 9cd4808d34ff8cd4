import {key} from '../../account/key.js'
import {accountListCommand} from '../../resource-command/account-list-command.js'

export default accountListCommand(key)
