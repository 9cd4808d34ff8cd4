import {domain} from '../../account/domain.js'
import {accountCreateCommand} from '../../resource-command/account-create-command.js'

export default accountCreateCommand(domain, ['domain:add'])
