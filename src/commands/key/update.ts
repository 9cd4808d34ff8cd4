import {key} from '../../account/key.js'
import {accountUpdateCommand} from '../../resource-command/account-update-command.js'

export default accountUpdateCommand(key)
