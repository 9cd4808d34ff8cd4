/** Shapes of the flight recorder: what each phase of one request was given, made of it, and by which configuration. */

/** A value as JSON has it. */
export type TraceValue =
  null | boolean | number | string | readonly TraceValue[] | {readonly [name: string]: TraceValue | undefined}

export type TraceRefusal = {
  /** Gateway response type, `UNAUTHORIZED`; INTERNAL_ERROR for a defect of the gateway. */
  type: string
  /** Why, in one sentence for the developer. */
  reason: string
  status?: number
}

export type GatewayTracePhase = {
  /** `mapRequest` */
  name: string
  /** Milliseconds since the request arrived, with fractions. */
  startedMs: number
  durationMs: number
  input: TraceValue
  /** Absent when the phase refused, or only lets requests through. */
  output?: TraceValue
  refusal?: TraceRefusal
  /** Address of the configuration that decided: `GET /pets integration.requestTemplates["application/json"]`. */
  decidedBy?: string
  /** `openapi.yaml:41`, where the definition is known. */
  definedAt?: string
}

export type TraceHead = {
  requestId: string
  apiId: string
  apiKind: 'rest' | 'http' | 'websocket'
  stage: string
  method: string
  /** With the stage, as called. */
  path: string
  /** `GET /pets/{id}`; absent when no route matched. */
  routeKey?: string
  status: number
  /** Epoch milliseconds. */
  startedAtMs: number
  durationMs: number
  /** Id of the Lambda invocation behind the route, as in the function's log. */
  functionRequestId?: string
}

/** One request as the gateway worked on it; phases in the order in which they ended. */
export type GatewayTrace = TraceHead & {phases: readonly GatewayTracePhase[]}

/** Asks the gateway to record the request that carries it; never reaches the API's backend. */
export const traceHeader = 'x-apigw-trace'
