import {vpcLink} from '../../account/vpc-link.js'
import {accountShowCommand} from '../../resource-command/account-show-command.js'

export default accountShowCommand(vpcLink)
