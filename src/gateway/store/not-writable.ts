import {ApigwError} from '../../errors/apigw-error.js'

/** STATE_NOT_WRITABLE for a file or folder of the state; `lost` says what that means for a change that was under way. */
export function notWritable(place: string, cause: unknown, lost = ''): ApigwError {
  const fields = {
    code: 'STATE_NOT_WRITABLE',
    exit: 'failure' as const,
    what: `The gateway state ${place} cannot be written${lost}.`,
    why: cause instanceof Error ? `${cause.message}.` : String(cause),
    fix: 'Make room on the disk, or give yourself the right to write there; a gateway that runs need not be restarted.',
  }
  return new ApigwError(fields, {cause})
}

/** Whether the system, or SQLite, lets a file be read only. */
export function isReadOnly(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || /\breadonly\b/i.test(error.message)
}
