import {fstatSync, statSync} from 'node:fs'
import type {Stats} from 'node:fs'

const standardStreams = [1, 2]

/**
 * Tells whether a file is one that this process prints to: `apigw dev > dev.log` changes dev.log with every line, and
 * a watcher that printed a line about that would never come to an end.
 */
export function ownOutput(): (path: string) => boolean {
  const streams = standardStreams.flatMap((descriptor) => known(() => fstatSync(descriptor)) ?? [])
  const files = streams.filter((stream) => stream.isFile())
  return (path) => {
    const found = files.length === 0 ? undefined : known(() => statSync(path))
    return files.some(({dev, ino}) => dev === found?.dev && ino === found.ino)
  }
}

/** A stream may be closed, and a file gone by now. */
function known(stat: () => Stats): Stats | undefined {
  try {
    return stat()
  } catch {
    return undefined
  }
}
