import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import type {GatewayFile} from '../model/gateway-admin.js'
import {lockState} from './store/state-lock.js'

/** A state directory that this gateway holds alone. */
export type StateDirectory = {
  path: string
  storeFile: string
  /** Writes gateway.json, by which commands find the running gateway. */
  announce: (file: GatewayFile) => void
  /** Removes gateway.json and lets the next gateway in. */
  release: () => void
}

/** Takes a directory for one gateway, creating it. Throws STATE_LOCKED while another gateway holds it. */
export function takeStateDirectory(directory: string): StateDirectory {
  const path = resolve(directory)
  const announcement = join(path, 'gateway.json')
  const lock = lockState(path)
  if (lock === undefined) throw stateLocked(path, announcement)
  return {
    path,
    storeFile: join(path, 'state.sqlite'),
    announce: (file) => writePrivately(announcement, file),
    release: () => {
      rmSync(announcement, {force: true})
      lock.release()
    },
  }
}

/** Whole or not at all, and never readable by others: the file holds the token. */
function writePrivately(path: string, file: GatewayFile): void {
  const temporary = `${path}.${file.pid}`
  try {
    writeFileSync(temporary, `${JSON.stringify(file, undefined, 2)}\n`, {mode: 0o600})
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  }
}

function stateLocked(path: string, announcement: string): ApigwError {
  return new ApigwError({
    code: 'STATE_LOCKED',
    exit: 'failure',
    what: `The gateway state ${path} is in use.`,
    why: `${describeHolder(announcement)} holds it, and two gateways on one state would overwrite each other.`,
    fix: 'Use the running gateway ("apigw local status"), stop it ("apigw local stop"), or pick another folder with --state.',
  })
}

/** The other gateway may not have written its file yet, or may be writing it now. */
function describeHolder(announcement: string): string {
  try {
    const {pid, url} = JSON.parse(readFileSync(announcement, 'utf8')) as Partial<GatewayFile>
    return `The gateway with process id ${pid ?? 'unknown'} (${url ?? 'starting'})`
  } catch {
    return 'Another gateway that is just starting'
  }
}
