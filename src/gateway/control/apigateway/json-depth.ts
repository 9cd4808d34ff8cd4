/** Far above real schemas and policies, far below what a recursive reader stumbles over. */
export const maximumJsonDepth = 100

/** How deep objects and arrays of a JSON text are nested. Looks at every character once, and never recurses. */
export function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (inString) {
      if (character === '\\') index += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth -= 1
  }
  return deepest
}
