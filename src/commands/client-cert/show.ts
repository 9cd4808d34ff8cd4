import {clientCertificate} from '../../account/client-certificate.js'
import {accountShowCommand} from '../../resource-command/account-show-command.js'

export default accountShowCommand(clientCertificate)
