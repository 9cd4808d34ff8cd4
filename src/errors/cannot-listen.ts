import {ApigwError} from './apigw-error.js'

/** PORT_IN_USE for a port that is taken or forbidden; any other fault as it is. `who` begins the sentence. */
export function cannotListen(who: string, error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error
  const why = code === 'EADDRINUSE' ? 'Another program listens on it.' : 'The system does not allow it.'
  const fix = 'Stop that program, or pick another port with --port (0 picks a free one).'
  const what = `${who} cannot listen on port ${port}.`
  return new ApigwError({code: 'PORT_IN_USE', exit: 'failure', what, why, fix}, {cause: error})
}
