import {usagePlan} from '../../account/usage-plan.js'
import {accountListCommand} from '../../resource-command/account-list-command.js'

export default accountListCommand(usagePlan)
