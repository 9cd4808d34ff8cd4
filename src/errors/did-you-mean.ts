import {distance} from 'fastest-levenshtein'

/** The candidate that was most likely meant, or undefined when none is near; case does not count. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.min(3, Math.max(1, Math.floor(word.length / 3)))
  const ranked = [...candidates]
    .map((candidate) => ({candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase())}))
    .filter(({edits}) => edits <= allowed)
    .sort((one, other) => one.edits - other.edits || one.candidate.localeCompare(other.candidate))
  return ranked[0]?.candidate
}
