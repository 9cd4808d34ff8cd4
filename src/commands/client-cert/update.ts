import {clientCertificate} from '../../account/client-certificate.js'
import {accountUpdateCommand} from '../../resource-command/account-update-command.js'

export default accountUpdateCommand(clientCertificate)
