/**
 * `$context` of one event of a connection, in the order of AWS's Lambda events. It grows while an event passes the
 * phases, as on AWS; members that are not known (yet) are undefined and vanish from JSON.
 * Source: docs/aws-facts.md "WebSocket" (captured September 2026), docs/aws-facts.md "Variables and mapping", column W.
 */
export type WebSocketContext = {
  routeKey: string | undefined
  authorizer: Readonly<Record<string, unknown>> | undefined
  /** Of messages only. */
  messageId: string | undefined
  /** Of `$disconnect` only, with the reason below. */
  disconnectStatusCode: number | undefined
  eventType: EventType
  /** Equal to requestId. */
  extendedRequestId: string
  /** `09/Feb/2024:18:11:43 +0000` */
  requestTime: string
  messageDirection: 'IN'
  disconnectReason: string | undefined
  stage: string
  /** Milliseconds, like requestTimeEpoch. */
  connectedAt: number
  requestTimeEpoch: number
  identity: ClientIdentity
  requestId: string
  domainName: string
  connectionId: string
  apiId: string
}

export type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT'

/** Who is at the other end; kept for the life of the connection. */
export type ClientIdentity = {
  /** As the client sent it at `$connect`. */
  userAgent?: string
  sourceIp: string
  /** Of connections that needed an API key. */
  apiKey?: string
  apiKeyId?: string
  /** Of connections that were signed, like the members below. */
  accessKey?: string
  accountId?: string
  caller?: string
  user?: string
  userArn?: string
  principalOrgId?: string
}
