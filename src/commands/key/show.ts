import {key} from '../../account/key.js'
import {accountShowCommand} from '../../resource-command/account-show-command.js'

export default accountShowCommand(key)
