/**
 * Text from outside as a terminal may print it: control characters become `\x1b`-like escapes, and those that turn the
 * direction of writing, which can show a line as another than it is, become `\u202e`-like ones. Line ends and tabs stay.
 * Source: https://trojansource.codes/
 */
export function visible(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (character) => `\\x${hex(character, 2)}`)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${hex(character, 4)}`)
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0')
}
