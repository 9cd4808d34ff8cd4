/**
 * `*` stands for any text, also across slashes, `?` for one character. Without regular expressions, so that a hostile
 * pattern costs at most its length times the text's.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let [at, index, star, resume] = [0, 0, -1, 0]
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at
      resume = index
      at += 1
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1
      index += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      index = resume
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
