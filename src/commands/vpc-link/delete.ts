import {vpcLink} from '../../account/vpc-link.js'
import {accountDeleteCommand} from '../../resource-command/account-delete-command.js'

export default accountDeleteCommand(vpcLink)
