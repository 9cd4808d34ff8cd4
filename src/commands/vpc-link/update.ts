import {vpcLink} from '../../account/vpc-link.js'
import {accountUpdateCommand} from '../../resource-command/account-update-command.js'

export default accountUpdateCommand(vpcLink)
