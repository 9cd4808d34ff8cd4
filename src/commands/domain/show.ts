import {domain} from '../../account/domain.js'
import {accountShowCommand} from '../../resource-command/account-show-command.js'

export default accountShowCommand(domain)
