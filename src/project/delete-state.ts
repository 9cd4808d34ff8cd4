import {rm} from 'node:fs/promises'
import {join} from 'node:path'

/** Deletes the state of a gateway that does not run: SQLite's file and the two beside it. Nothing there is fine. */
export async function deleteState(stateDirectory: string): Promise<void> {
  const files = ['state.sqlite', 'state.sqlite-wal', 'state.sqlite-shm']
  await Promise.all(files.map((file) => rm(join(stateDirectory, file), {force: true})))
}
