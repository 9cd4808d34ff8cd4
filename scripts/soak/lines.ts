import type {Growth, Sample} from './leaks.js'

export function sampleLine({atMs, heapMb, residentMb, files, sockets, threads}: Sample, requests: number): string {
  const seconds = `${Math.round(atMs / 1000)} s`.padStart(6)
  const memory = `heap ${heapMb.toFixed(1)} MB  resident ${residentMb.toFixed(0)} MB`
  return `${seconds}  ${String(requests).padStart(8)} done  ${memory}  ${files} files  ${sockets} sockets  ${threads} threads`
}

export function growthLine({what, before, after, limit, isLeak}: Growth): string {
  const numbers = [before, after, limit].map((number) => number.toFixed(1))
  return `${isLeak ? 'LEAK' : 'flat'} ${what.padEnd(11)} ${numbers[0]} after the warm-up, ${numbers[1]} at the end, at most ${numbers[2]}`
}
