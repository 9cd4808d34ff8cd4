/** Examples as oclif prints them, from the words after the command's name. */
export function commandExamples(words: readonly string[]): string[] {
  return words.map((each) => `<%= config.bin %> <%= command.id %> ${each}`.trimEnd())
}
