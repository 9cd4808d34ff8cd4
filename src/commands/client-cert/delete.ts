import {clientCertificate} from '../../account/client-certificate.js'
import {accountDeleteCommand} from '../../resource-command/account-delete-command.js'

export default accountDeleteCommand(clientCertificate)
