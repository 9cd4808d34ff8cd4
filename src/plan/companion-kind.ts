import type {CompanionKind, Kind} from './change.js'

/** A kind without an entry does not compile. */
const companionKinds: Record<CompanionKind, true> = {
  usagePlan: true,
  usagePlanKey: true,
  apiKey: true,
  domainName: true,
  apiMapping: true,
  invokePermission: true,
  alarm: true,
  logGroup: true,
}

/** True for things beside the API. */
export function isCompanion(kind: Kind): kind is CompanionKind {
  return Object.hasOwn(companionKinds, kind)
}
