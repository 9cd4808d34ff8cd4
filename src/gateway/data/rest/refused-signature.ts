import type {SignatureError, SignatureErrorCode} from '../../identity/signature-error.js'
import {GatewayError} from './gateway-error.js'
import type {GatewayResponseType} from './gateway-response-type.js'

const refusalTypes: Readonly<Record<SignatureErrorCode, GatewayResponseType>> = {
  MissingAuthenticationToken: 'MISSING_AUTHENTICATION_TOKEN',
  IncompleteSignature: 'INVALID_SIGNATURE',
  InvalidSignature: 'INVALID_SIGNATURE',
  ExpiredToken: 'EXPIRED_TOKEN',
  UnrecognizedClient: 'ACCESS_DENIED',
}

/** AWS's text for the client; what helps on this machine goes into the reason and a header. */
export function refusedSignature(error: SignatureError): GatewayError {
  const {code, message, hint} = error
  const [summary = ''] = message.split('\n')
  const reason = hint === undefined ? summary : `${summary} ${hint}`
  return new GatewayError(
    {type: refusalTypes[code], message, errorType: `${code}Exception`, reason, ...(hint === undefined ? {} : {hint})},
    {cause: error},
  )
}
