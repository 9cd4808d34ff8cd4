import {readFileSync} from 'node:fs'

/** Resident memory of a process, kB; NaN where there is no /proc. */
export function residentKb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return NaN
  }
}
