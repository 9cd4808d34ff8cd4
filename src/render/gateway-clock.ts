const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const

/** `2026-11-21T08:30:00.000Z, 1h30m ahead of this machine`. Pure. */
export function renderGatewayClock({nowMs, offsetMs}: {nowMs: number; offsetMs: number}): string {
  const place = offsetMs === 0 ? 'the time of this machine' : `${duration(offsetMs)} ahead of this machine`
  return `${new Date(nowMs).toISOString()}, ${place}`
}

function duration(ms: number): string {
  let rest = ms
  return units
    .flatMap(([unit, size]) => {
      const count = Math.floor(rest / size)
      rest -= count * size
      return count === 0 ? [] : [`${count}${unit}`]
    })
    .join('')
}
