import {vpcLink} from '../../account/vpc-link.js'
import {accountCreateCommand} from '../../resource-command/account-create-command.js'

export default accountCreateCommand(vpcLink)
