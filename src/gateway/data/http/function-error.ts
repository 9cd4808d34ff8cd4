/** `errorMessage` of a Lambda error payload; undefined when the payload has none. */
export function functionErrorMessage(payload: string): string | undefined {
  if (!payload.includes('"errorMessage"')) return undefined
  try {
    const error: unknown = JSON.parse(payload)
    if (typeof error !== 'object' || error === null || !('errorMessage' in error)) return undefined
    return typeof error.errorMessage === 'string' ? error.errorMessage : JSON.stringify(error.errorMessage)
  } catch {
    return undefined
  }
}
