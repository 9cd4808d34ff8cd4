/** Kinds of refusals around a signature, named like AWS's codes without the suffix that protocols add. */
export type SignatureErrorCode =
  'MissingAuthenticationToken' | 'IncompleteSignature' | 'InvalidSignature' | 'ExpiredToken' | 'UnrecognizedClient'

/** Why a request's signature is not accepted. `message` is AWS's text. */
export class SignatureError extends Error {
  readonly code: SignatureErrorCode
  /** Further help for the developer that AWS would not send; in logs and local headers only. */
  readonly hint: string | undefined

  constructor(code: SignatureErrorCode, message: string, hint?: string) {
    super(message)
    this.name = 'SignatureError'
    this.code = code
    this.hint = hint
  }
}
