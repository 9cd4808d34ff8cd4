const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Epoch milliseconds as `$context.requestTime` has them, common log format in UTC: `04/Mar/2020:19:15:17 +0000`. */
export function formatRequestTime(epochMs: number): string {
  const iso = new Date(epochMs).toISOString()
  const month = months[Number(iso.slice(5, 7)) - 1] ?? ''
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`
}

/** The same for many moments in a row: those of one second share their text. Keeps one second in mind. */
export function requestTimeFormatter(): (epochMs: number) => string {
  let known = {second: NaN, text: ''}
  return (epochMs) => {
    const second = Math.floor(epochMs / 1000)
    if (second !== known.second) known = {second, text: formatRequestTime(epochMs)}
    return known.text
  }
}
