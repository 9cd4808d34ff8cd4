import {domain} from '../../account/domain.js'
import {accountListCommand} from '../../resource-command/account-list-command.js'

export default accountListCommand(domain)
