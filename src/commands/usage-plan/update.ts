import {usagePlan} from '../../account/usage-plan.js'
import {accountUpdateCommand} from '../../resource-command/account-update-command.js'

export default accountUpdateCommand(usagePlan)
