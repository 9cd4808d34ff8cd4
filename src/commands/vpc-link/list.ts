import {vpcLink} from '../../account/vpc-link.js'
import {accountListCommand} from '../../resource-command/account-list-command.js'

export default accountListCommand(vpcLink)
