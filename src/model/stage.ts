/** rateLimit is requests per second, burstLimit is requests. */
export type Throttle = {rateLimit: number; burstLimit: number}

/**
 * One stage of a REST API as declared or read. Absent members are not declared: a plan never touches what the
 * files do not mention. Members are AWS's stage and method settings under AWS's names.
 */
export type RestStage = {
  kind: 'restStage'
  stageName: string
  description?: string
  variables?: Readonly<Record<string, string>>
  tracingEnabled?: boolean
  cacheClusterEnabled?: boolean
  /** Gigabytes as AWS writes them: 0.5 1.6 6.1 13.5 28.4 58.2 118 237. */
  cacheClusterSize?: string
  clientCertificateId?: string
  accessLogSettings?: AccessLogSettings
  /** Never declared by files: a canary is a release under way, which plans leave alone. */
  canarySettings?: CanarySettings
  /** Keyed `*` + `/*` for the default, else by method key (`GET /pets`). */
  methodSettings?: Readonly<Record<string, MethodSettings>>
  tags?: Readonly<Record<string, string>>
}

/** A second deployment of a REST stage that gets a share of its requests. */
export type CanarySettings = {
  /** Absent in what is wanted: a deployment of the definition as it then is. */
  deploymentId?: string
  /** 0–100. */
  percentTraffic: number
  /** On top of the variables of the stage. */
  stageVariableOverrides?: Readonly<Record<string, string>>
  useStageCache?: boolean
}

export type MethodSettings = {
  metricsEnabled?: boolean
  loggingLevel?: 'OFF' | 'ERROR' | 'INFO'
  dataTraceEnabled?: boolean
  throttlingBurstLimit?: number
  throttlingRateLimit?: number
  cachingEnabled?: boolean
  /** Seconds, 0–3600. */
  cacheTtlInSeconds?: number
  cacheDataEncrypted?: boolean
  requireAuthorizationForCacheControl?: boolean
  unauthorizedCacheControlHeaderStrategy?:
    'FAIL_WITH_403' | 'SUCCEED_WITH_RESPONSE_HEADER' | 'SUCCEED_WITHOUT_RESPONSE_HEADER'
}

export type AccessLogSettings = {destinationArn: string; format: string}

/** One stage of an HTTP API, as declared or read; absent members are not declared. */
export type HttpStage = {kind: 'httpStage'} & V2StageSettings

/** One stage of a WebSocket API, as declared or read; absent members are not declared. */
export type WebSocketStage = {kind: 'webSocketStage'; clientCertificateId?: string} & V2StageSettings

type V2StageSettings = {
  stageName: string
  description?: string
  autoDeploy?: boolean
  stageVariables?: Readonly<Record<string, string>>
  accessLogSettings?: AccessLogSettings
  defaultRouteSettings?: RouteSettings
  /** Keyed by route key. */
  routeSettings?: Readonly<Record<string, RouteSettings>>
  tags?: Readonly<Record<string, string>>
}

export type RouteSettings = {
  detailedMetricsEnabled?: boolean
  /** Execution log; WebSocket APIs only, as is dataTraceEnabled. */
  loggingLevel?: 'OFF' | 'ERROR' | 'INFO'
  dataTraceEnabled?: boolean
  throttlingBurstLimit?: number
  throttlingRateLimit?: number
}

export type Stage = RestStage | HttpStage | WebSocketStage
