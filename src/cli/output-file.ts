import {appendFileSync} from 'node:fs'
import {ApigwError} from '../errors/apigw-error.js'

/** What a command did, for scripts that follow it: the event's name and its members. */
export type OutputEvent = {event: string} & Readonly<Record<string, unknown>>

/**
 * Appends one line of JSON per event to the file that APIGW_OUTPUT_FILE names; without that variable nothing is
 * written. Throws OUTPUT_FILE_NOT_WRITABLE.
 */
export function writeOutputEvent(file: string | undefined, event: OutputEvent, nowMs: number): void {
  if (file === undefined || file === '') return
  try {
    appendFileSync(file, `${JSON.stringify({at: new Date(nowMs).toISOString(), ...event})}\n`, {mode: 0o600})
  } catch (error) {
    throw new ApigwError(
      {
        code: 'OUTPUT_FILE_NOT_WRITABLE',
        exit: 'failure',
        what: `The file ${file} of APIGW_OUTPUT_FILE cannot be written.`,
        why: error instanceof Error ? `${error.message}.` : String(error),
        fix: 'Name a file that you may write, or unset the variable.',
      },
      {cause: error},
    )
  }
}
