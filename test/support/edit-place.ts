import type {EditPlace} from '../../src/project/edit/edit-api.js'
import type {ApplyOptions} from '../../src/project/deploy/apply-journalled.js'
import type {Clients} from '../../src/aws/clients.js'
import {temporaryFolder} from './cli.js'

let runs = 0

/** Where edits are carried out in the process of a test: outside of any project, in a folder of their own. */
export function editPlace(clients: Clients): EditPlace & ApplyOptions {
  return {
    clients,
    project: undefined,
    place: {folder: temporaryFolder(), target: {target: 'local'}},
    // Journals are named by their time.
    nowMs: () => (runs += 1000),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }
}
