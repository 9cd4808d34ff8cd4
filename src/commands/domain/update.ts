import {domain} from '../../account/domain.js'
import {accountUpdateCommand} from '../../resource-command/account-update-command.js'

export default accountUpdateCommand(domain)
