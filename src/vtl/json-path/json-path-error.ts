/** A path that is not valid, or cannot be applied to the value it meets. The message says which and why. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError'
}

/** Raised and caught while a path is followed: it leads nowhere. */
export class NoSuchPath extends Error {
  override readonly name = 'NoSuchPath'
}
