import {spawnSync} from 'node:child_process'

/** Whether a program is on this machine and answers `--version`. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], {stdio: 'ignore'}).status === 0
}
