import {clientCertificate} from '../../account/client-certificate.js'
import {accountListCommand} from '../../resource-command/account-list-command.js'

export default accountListCommand(clientCertificate)
