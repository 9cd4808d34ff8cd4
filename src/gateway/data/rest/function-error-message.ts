/** `errorMessage` of what a failed function answered, empty when there is none. */
export function functionErrorMessage(payload: string): string {
  try {
    const error: unknown = JSON.parse(payload)
    if (typeof error !== 'object' || error === null || !('errorMessage' in error)) return ''
    return typeof error.errorMessage === 'string' ? error.errorMessage : JSON.stringify(error.errorMessage)
  } catch {
    // A payload that is no JSON names no error.
    return ''
  }
}
