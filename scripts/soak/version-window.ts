/**
 * Which content a request may see: a deployment that was acknowledged before it began has to be there, one that nobody
 * has begun cannot be.
 */
export class VersionWindow {
  #acknowledged = 0
  #begun = 0

  /** The number of the next change, which is under way from now on. */
  begin(): number {
    return (this.#begun += 1)
  }

  /** From now on nothing older may be seen. */
  acknowledge(version: number): void {
    this.#acknowledged = version
  }

  get acknowledged(): number {
    return this.#acknowledged
  }

  /** Called when a request begins; what it answers says whether a version seen at its end is stale or unheard of. */
  open(): (seen: unknown) => string | undefined {
    const oldest = this.#acknowledged
    return (seen) => {
      if (typeof seen !== 'number') return `no version but ${JSON.stringify(seen)}`
      if (seen < oldest) return `stale: version ${seen}, though ${oldest} was acknowledged before`
      return seen > this.#begun ? `version ${seen} before it was deployed` : undefined
    }
  }
}
