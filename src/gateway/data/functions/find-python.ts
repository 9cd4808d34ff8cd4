import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {delimiter, join} from 'node:path'

const patienceMs = 10_000

/**
 * The Python that runs functions of a runtime: that very version (`python3.12`) when PATH has it, else the system's
 * python3. Each is tried: version managers put programs into PATH that only say that they are not there.
 */
export async function findPython(runtime: string, environment: Readonly<Record<string, string>>): Promise<string> {
  for (const name of [runtime, 'python3']) {
    if (isInPath(name, environment.PATH ?? '') && (await answers(name, environment))) return name
  }
  return 'python3'
}

function isInPath(name: string, path: string): boolean {
  return path.split(delimiter).some((directory) => existsSync(join(directory, name)))
}

function answers(name: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(name, ['-c', ''], {env, timeout: patienceMs}, (error) => resolve(error === null))
  })
}
