import type {Ansis} from 'ansis'

/** How an HTTP status is painted: red for failures of the API, yellow for those of its clients. */
export function statusColour(status: number, paint: Ansis): (text: string) => string {
  if (status >= 500) return paint.red
  if (status >= 400) return paint.yellow
  return status >= 300 ? paint.cyan : paint.green
}
