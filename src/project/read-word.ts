import {createReadStream} from 'node:fs'

/** More than API Gateway takes as a body (10 MB): the gateway is to be the one that refuses it. */
const sizeLimit = 64 * 1024 * 1024

/**
 * What a word of the command line stands for: itself, the file of `@FILE`, or stdin for `-`. Rejects with the file
 * system's error, and beyond the limit, 64 MiB unless another is given.
 */
export async function readWord(
  word: string,
  stdin: AsyncIterable<Uint8Array>,
  limitBytes = sizeLimit,
): Promise<Uint8Array> {
  if (word === '-') return readAll(stdin, limitBytes)
  return word.startsWith('@') ? readAll(createReadStream(word.slice(1)), limitBytes) : Buffer.from(word)
}

/** All bytes of a stream; an endless one, such as a device, is given up. */
async function readAll(stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > limitBytes) throw new Error(`It holds more than ${String(limitBytes / 1024 / 1024)} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
