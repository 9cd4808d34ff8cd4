/**
 * Turns of the event loop. What is written to clients waits for the end of the turn and then goes out together: a write to a
 * client that has gone to sleep costs as much as all phases of a mock route, and of several clients that one process
 * has, only the first has to be woken.
 */
export class Turn {
  #end: Promise<void> | undefined

  /** Settles when everything that had arrived by now has been read; the same for all who ask until then. */
  get end(): Promise<void> {
    return (this.#end ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#end = undefined
        resolve()
      })
    }))
  }
}
