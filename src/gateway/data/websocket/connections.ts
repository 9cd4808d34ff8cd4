import type {Connection} from './connection.js'

/** A connection without a message in either direction is closed after this time. Source: docs/aws-facts.md "Limits". */
const idleMs = 10 * 60_000
/** And every connection after this time. */
const lifetimeMs = 2 * 60 * 60_000

/** The open connections of all WebSocket APIs, by connection id. */
export class Connections {
  readonly #byId = new Map<string, Connection>()

  get size(): number {
    return this.#byId.size
  }

  add(connection: Connection): void {
    this.#byId.set(connection.facts.connectionId, connection)
  }

  remove(connection: Connection): void {
    this.#byId.delete(connection.facts.connectionId)
  }

  /** Undefined once it is being closed. */
  find(connectionId: string): Connection | undefined {
    const connection = this.#byId.get(connectionId)
    return connection?.closing === undefined ? connection : undefined
  }

  /** Closes those whose idle time or lifetime is over; the reason's wording is an emulator's, AWS's is not known. */
  expire(nowMs: number): void {
    for (const connection of this.#byId.values()) {
      const isIdle = nowMs - connection.lastActiveAtMs >= idleMs
      const isOld = nowMs - connection.facts.connectedAt >= lifetimeMs
      if (isIdle || isOld) connection.close(1001, 'Going away')
    }
  }

  closeAll(code: number, reason: string): void {
    for (const connection of this.#byId.values()) connection.close(code, reason)
  }
}
