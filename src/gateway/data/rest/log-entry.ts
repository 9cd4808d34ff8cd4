/**
 * One line of an execution log: `data` lines need the stage's dataTrace, `failure` lines are written on level ERROR too.
 */
export type LogEntry = {kind: 'info' | 'data' | 'failure'; text: string}

/** `atMs` is milliseconds after the request's arrival. */
export type LogLine = LogEntry & {atMs: number}

export const info = (text: string): LogEntry => ({kind: 'info', text})
export const data = (text: string): LogEntry => ({kind: 'data', text})
export const failure = (text: string): LogEntry => ({kind: 'failure', text})

const entryBytes = 1024

/** An entry as AWS keeps it: at most 1,024 bytes, and a mark where the rest is missing. */
export function cutEntry(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= entryBytes) return text
  // A character that the cut goes through is left out.
  return `${bytes
    .subarray(0, entryBytes)
    .toString('utf8')
    .replace(/\ufffd+$/, '')} [TRUNCATED]`
}

/** How far the log of a stage's method or route goes. */
export type LogDepth = {level: 'OFF' | 'ERROR' | 'INFO'; isTraced: boolean}

/** What settings of a REST method, or of the route of a WebSocket API, ask for. */
export function logDepth(setting: {loggingLevel?: string; dataTraceEnabled?: boolean} | undefined): LogDepth {
  const {loggingLevel: level, dataTraceEnabled: isTraced = false} = setting ?? {}
  return {level: level === 'ERROR' || level === 'INFO' ? level : 'OFF', isTraced}
}

/** The events of one request in CloudWatch Logs: the lines that its log is to have, with the request's id in front. */
export function logEvents(
  lines: readonly LogLine[],
  {level, isTraced}: LogDepth,
  {requestId, requestTimeEpoch}: {requestId: string; requestTimeEpoch: number},
): {timestampMs: number; message: string}[] {
  if (level === 'OFF') return []
  const kinds = new Set(['failure', level === 'INFO' && 'info', isTraced && 'data'])
  return lines
    .filter(({kind}) => kinds.has(kind))
    .map(({atMs, text}) => ({timestampMs: requestTimeEpoch + atMs, message: cutEntry(`(${requestId}) ${text}`)}))
}
