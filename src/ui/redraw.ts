type Screen = {isTTY?: boolean; write: (text: string) => unknown}

/**
 * Shows a text in place of what was shown before: from the top of a cleared terminal. Elsewhere texts follow each other,
 * with an empty line between.
 */
export function redraw(screen: Screen, text: string): void {
  const home = '\u001b[H'
  const clearLine = '\u001b[K'
  const clearBelow = '\u001b[J'
  if (screen.isTTY !== true) screen.write(`${text}\n\n`)
  // Written over and not cleared first, which would flicker.
  else screen.write(`${home}${text.replaceAll('\n', `${clearLine}\n`)}${clearLine}\n${clearBelow}`)
}
