import {rm} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'

/** Deletes the state of a gateway that does not run: SQLite's file and the two beside it. Nothing there is fine. */
export async function deleteState(stateDirectory: string): Promise<void> {
  const files = ['state.sqlite', 'state.sqlite-wal', 'state.sqlite-shm']
  await Promise.all(files.map((file) => rm(join(stateDirectory, file), {force: true})))
}

/** What a person calls a state: the folder of the project that `.apigw/local` is in, or the state's own folder. */
export function stateName(stateDirectory: string): string {
  const above = dirname(stateDirectory)
  const isUsual = basename(stateDirectory) === 'local' && basename(above) === '.apigw'
  return basename(isUsual ? dirname(above) : stateDirectory)
}
