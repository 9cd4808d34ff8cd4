import {usagePlan} from '../../account/usage-plan.js'
import {accountShowCommand} from '../../resource-command/account-show-command.js'

export default accountShowCommand(usagePlan)
