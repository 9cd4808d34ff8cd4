export type Members = {[name: string]: unknown}
export type WireAnswer = {status: number; body?: unknown; headers?: Record<string, string>}

/** What happens to one call that changes something. `lost` and `cut` are carried out and nobody hears of it. */
export type Fault = 'refused' | 'broken' | 'lost' | 'cut' | 'throttled'

/** An answer of AWS that is an error, in its words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The connection goes, as the HTTP client of the SDK reports it. */
export class CutConnection extends Error {
  readonly code = 'ECONNRESET'
}

/** A control plane at the wire that counts the calls that change something, and spoils those it is told to. */
export abstract class FaultyWire {
  /** Calls that changed something, or tried to. */
  writes = 0
  /** By the number of the call, from 1. */
  faults = new Map<number, Fault>()
  /** Before each call that changes something: `number` is its own. May kill whoever made it. */
  onWrite: (number: number) => void = () => undefined

  /** Answers what is asked, or throws a Refusal. */
  protected abstract carryOut(method: string, path: readonly string[], body: Members): WireAnswer

  /** Answers one request. Throws CutConnection. */
  answer(method: string, path: string, body: Members): WireAnswer {
    if (method === 'GET') return this.#handled(method, path, body)
    this.writes += 1
    this.onWrite(this.writes)
    const fault = this.faults.get(this.writes)
    if (fault === 'refused') return refusal(new Refusal(403, 'AccessDeniedException', 'Not allowed right now'))
    if (fault === 'broken') return refusal(new Refusal(500, 'InternalFailure', 'Something broke'))
    if (fault === 'throttled') {
      const answer = refusal(new Refusal(429, 'TooManyRequestsException', 'Too Many Requests'))
      return {...answer, headers: {...answer.headers, 'retry-after': '1'}}
    }
    const answer = this.#handled(method, path, body)
    if (fault === 'cut') throw new CutConnection('read ECONNRESET')
    return fault === 'lost' ? refusal(new Refusal(500, 'InternalFailure', 'Something broke')) : answer
  }

  #handled(method: string, path: string, body: Members): WireAnswer {
    try {
      return this.carryOut(method, path.split('/').slice(1).map(decodeURIComponent), body)
    } catch (error) {
      if (error instanceof Refusal) return refusal(error)
      throw error
    }
  }
}

export function found<Thing>(thing: Thing | undefined, message: string): Thing {
  if (thing === undefined) throw new Refusal(404, 'NotFoundException', message)
  return thing
}

export function conflict(message: string): Refusal {
  return new Refusal(409, 'ConflictException', message)
}

export function bad(message: string): Refusal {
  return new Refusal(400, 'BadRequestException', message)
}

export function notHere(method: string, path: string): never {
  throw new Error(`No test needs ${method} ${path} yet.`)
}

export function done(body: unknown): WireAnswer {
  return {status: 200, body: structuredClone(body)}
}

export function created(body: unknown): WireAnswer {
  return {status: 201, body: structuredClone(body)}
}

function refusal({status, code, message}: Refusal): WireAnswer {
  return {status, headers: {'x-amzn-errortype': code}, body: {message}}
}
