import {distance} from 'fastest-levenshtein'

/** The candidate that was most likely meant, or undefined when none is near; case does not count. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.min(3, Math.max(1, Math.floor(word.length / 3)))
  const ranked = [...candidates]
    .map((candidate) => ({candidate, edits: edits(word.toLowerCase(), candidate.toLowerCase())}))
    .filter((each) => each.edits <= allowed)
    .sort((one, other) => one.edits - other.edits || one.candidate.localeCompare(other.candidate))
  return ranked[0]?.candidate
}

/** Two letters in the wrong order are one slip, not two. */
function edits(word: string, candidate: string): number {
  return isSwapped(word, candidate) ? 1 : distance(word, candidate)
}

function isSwapped(word: string, candidate: string): boolean {
  const at = Array.from(word).findIndex((letter, index) => letter !== candidate[index])
  const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
  return at !== -1 && swapped === candidate
}
