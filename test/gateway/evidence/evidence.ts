/** Why a member of the service models can be trusted not to be ignored. */
export type Evidence =
  /** Two APIs that differ in it alone answer the same requests differently. */
  | {kind: 'changes'; without: () => Promise<unknown>; with: () => Promise<unknown>}
  /** A test of its own shows its effect: what it needs (sockets, tokens, connections) is there. */
  | {kind: 'shown'; by: string; mention?: string}
  /** It has no say in a request, and why. */
  | {kind: 'silent'; because: string}

/** `mention` is what the test calls it, where that is not the member's name. */
export const shown = (by: string, mention?: string): Evidence => ({kind: 'shown', by, ...(mention && {mention})})
export const silent = (because: string): Evidence => ({kind: 'silent', because})

export const names = silent('It names or describes something, and no request sees it.')
export const tls = silent('Certificates and protocols of AWS: the gateway makes its own, and only with --tls.')
export const documents = silent('It is for documents and SDKs; no answer is checked against it.')
export const made = silent('It is used up when the record is made: what it leads to is looked at instead.')
export const roles = silent('Nothing on this machine has roles: functions are called by permission.')
