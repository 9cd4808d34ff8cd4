import type {Client} from '../ports.js'

/**
 * Of calls that go on when the client has gone: AWS tells the backend of `$connect`, of every message and of the end,
 * whatever becomes of the connection meanwhile.
 */
export const neverLeaves: Client = new AbortController()
