import {usagePlan} from '../../account/usage-plan.js'
import {accountCreateCommand} from '../../resource-command/account-create-command.js'

export default accountCreateCommand(usagePlan)
