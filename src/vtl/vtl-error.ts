/** What went wrong: the template's text, an evaluation, a bound of `Limits`, or a body that is not JSON (AWS answers 400 to that one). */
export type VtlErrorReason = 'syntax' | 'render' | 'limit' | 'body'

/**
 * The only error this folder throws.
 *
 * line and column count from 1 and point into the template. The message names no position: callers put it where they need it.
 */
export class VtlError extends Error {
  override readonly name = 'VtlError'

  constructor(
    readonly reason: VtlErrorReason,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message)
  }
}
