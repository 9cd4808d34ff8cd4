/** A token bucket of AWS's control plane: calls that flow in per second, and how many it holds. */
export type ControlPlaneLimit = {ratePerSecond: number; burst: number}

/** State of a bucket; negative tokens are calls that were promised a later start. Times are epoch milliseconds. */
export type ControlPlaneBucket = {tokens: number; atMs: number}

/**
 * All operations together, per account and region.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const accountLimit: ControlPlaneLimit = {ratePerSecond: 10, burst: 40}

/** Operations with a limit of their own, beside the account's. REST and HTTP API operations share the names. */
const operationLimits: Readonly<Record<string, ControlPlaneLimit>> = {
  // Of Route 53, with ListHostedZonesByName: five requests a second. Source: DNSLimitations.html
  ChangeResourceRecordSets: {ratePerSecond: 5, burst: 5},
  CreateApiKey: {ratePerSecond: 5, burst: 5},
  CreateDeployment: {ratePerSecond: 1 / 5, burst: 1},
  CreateDocumentationVersion: {ratePerSecond: 1 / 20, burst: 1},
  CreateDomainName: {ratePerSecond: 1 / 30, burst: 1},
  CreateResource: {ratePerSecond: 5, burst: 5},
  CreateRestApi: {ratePerSecond: 1 / 3, burst: 1},
  CreateVpcLink: {ratePerSecond: 1 / 15, burst: 1},
  DeleteApiKey: {ratePerSecond: 5, burst: 5},
  DeleteDomainName: {ratePerSecond: 1 / 30, burst: 1},
  DeleteResource: {ratePerSecond: 5, burst: 5},
  DeleteRestApi: {ratePerSecond: 1 / 30, burst: 1},
  DeleteVpcLink: {ratePerSecond: 1 / 30, burst: 1},
  GetResources: {ratePerSecond: 5 / 2, burst: 5},
  ImportDocumentationParts: {ratePerSecond: 1 / 30, burst: 1},
  ImportRestApi: {ratePerSecond: 1 / 3, burst: 1},
  ListHostedZonesByName: {ratePerSecond: 5, burst: 5},
  // Of CloudTrail. Source: API_LookupEvents.html
  LookupEvents: {ratePerSecond: 2, burst: 2},
  PutRestApi: {ratePerSecond: 1, burst: 1},
  UpdateAccount: {ratePerSecond: 1 / 20, burst: 1},
  UpdateDomainName: {ratePerSecond: 1 / 30, burst: 1},
  UpdateUsagePlan: {ratePerSecond: 1 / 20, burst: 1},
}

/** Creating an edge-optimised API is ten times slower than a regional one. */
const edgeLimit: ControlPlaneLimit = {ratePerSecond: 1 / 30, burst: 1}

/** Limit of one operation, undefined when only the account's applies. `endpointType` matters to CreateRestApi alone. */
export function operationLimit(operation: string, endpointType?: string): ControlPlaneLimit | undefined {
  const creates = operation === 'CreateRestApi' || operation === 'ImportRestApi'
  return creates && endpointType === 'EDGE' ? edgeLimit : operationLimits[operation]
}

/**
 * Reserves one call: the bucket as it then stands, and how long the caller has to wait before making it.
 *
 * Reservations are kept in order, so callers that run side by side never start together when one token is left. Time that
 * runs backwards, when the machine's clock is set, adds nothing and takes nothing.
 */
export function reserveCall(
  bucket: ControlPlaneBucket | undefined,
  limit: ControlPlaneLimit,
  nowMs: number,
): {bucket: ControlPlaneBucket; waitMs: number} {
  const passedMs = bucket === undefined ? 0 : Math.max(0, nowMs - bucket.atMs)
  const flowedIn = bucket === undefined ? limit.burst : (passedMs / 1000) * limit.ratePerSecond
  const tokens = Math.min(limit.burst, (bucket?.tokens ?? 0) + flowedIn) - 1
  return {bucket: {tokens, atMs: nowMs}, waitMs: tokens >= 0 ? 0 : Math.ceil((-tokens / limit.ratePerSecond) * 1000)}
}
