import {paintOf} from './paint-of.js'
import {printable} from './printable.js'

/** A line that a function printed, in the log of `apigw dev`. Pure. */
export function renderFunctionLine(functionName: string, line: string, {colour}: {colour: boolean}): string {
  const paint = paintOf(colour)
  return `${' '.repeat(8)}  ${paint.magenta(printable(functionName))}  ${printable(line)}`
}
