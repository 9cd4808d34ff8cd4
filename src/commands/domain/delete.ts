import {domain} from '../../account/domain.js'
import {accountDeleteCommand} from '../../resource-command/account-delete-command.js'

export default accountDeleteCommand(domain)
