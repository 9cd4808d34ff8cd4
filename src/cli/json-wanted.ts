/** True when the caller reads JSON: `--json`, `--format json`, or `--query` which picks from it. Words after `--` are arguments. */
export function jsonWanted(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const words = end === -1 ? argv : argv.slice(0, end)
  return words.some(
    (word, index) =>
      ['--json', '--query', '--format=json'].includes(word) ||
      word.startsWith('--query=') ||
      (word === '--format' && words[index + 1] === 'json'),
  )
}
