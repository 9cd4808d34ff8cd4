import {visible} from '../errors/visible.js'

/** Text for one line of a terminal: tabs and line ends become spaces, other control characters `\x1b`-like escapes. */
export function printable(text: string): string {
  return visible(text.replace(/[\t\r\n]+/g, ' '))
}
