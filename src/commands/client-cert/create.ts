import {clientCertificate} from '../../account/client-certificate.js'
import {accountCreateCommand} from '../../resource-command/account-create-command.js'

export default accountCreateCommand(clientCertificate)
