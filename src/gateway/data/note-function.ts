import type {Invocation} from './ports.js'

/** Notes by which id the function's own log knows the request; undefined where none was called. */
export function noteFunction(invocation: Partial<Invocation>, requestId: string | undefined): void {
  if (requestId !== undefined) invocation.functionRequestId = requestId
}
