import {readFile} from 'node:fs/promises'

/** What a word of the command line stands for: itself, the file of `@FILE`, or stdin for `-`. Rejects with the file system's error. */
export async function readWord(word: string, stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (word === '-') return readAll(stdin)
  return word.startsWith('@') ? readFile(word.slice(1)) : Buffer.from(word)
}

/** All bytes of a stream. */
async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
