import {usagePlan} from '../../account/usage-plan.js'
import {accountDeleteCommand} from '../../resource-command/account-delete-command.js'

export default accountDeleteCommand(usagePlan)
