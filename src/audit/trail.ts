/** One call that changed an API, as CloudTrail tells it. */
export type TrailEntry = {
  timeMs: number
  operation: string
  who: string
  sourceIp?: string
  /** What of the API: `stage prod`, `resource abc GET`; empty for the API itself. */
  on: string
  /** AWS's code, when the call failed. */
  error?: string
}

type Kept = {EventName?: string; EventTime?: number; Username?: string; ReadOnly?: string; CloudTrailEvent?: string}
type Members = Readonly<Record<string, unknown>>

/**
 * The entry of an event, when it is a change of the API: the rest of the account, and reads, are undefined. What was sent is
 * left out, because it may hold keys. Pure.
 */
export function toTrailEntry(event: Kept, apiId: string): TrailEntry | undefined {
  const detail = membersOf(parsed(event.CloudTrailEvent ?? ''))
  const parameters = membersOf(detail.requestParameters)
  const made = membersOf(detail.responseElements)
  const ids = [parameters.restApiId, parameters.apiId, made.apiId, isCreate(event.EventName) ? made.id : undefined]
  if (event.ReadOnly === 'true' || !ids.includes(apiId)) return undefined
  const {sourceIPAddress, errorCode} = detail
  return {
    timeMs: Math.round((event.EventTime ?? 0) * 1000),
    operation: event.EventName ?? '',
    who: event.Username ?? textOf(membersOf(detail.userIdentity).arn) ?? '',
    ...(typeof sourceIPAddress === 'string' && {sourceIp: sourceIPAddress}),
    on: placeOf(parameters),
    ...(typeof errorCode === 'string' && {error: errorCode}),
  }
}

const places = [
  'stageName',
  'domainName',
  'deploymentId',
  'authorizerId',
  'modelName',
  'routeId',
  'integrationId',
  'resourceId',
  'httpMethod',
]

/** `stage prod`, from the member `stageName`. */
function placeOf(parameters: Members): string {
  const named = places.flatMap((member) => {
    const value = textOf(parameters[member])
    return value === undefined ? [] : [`${member.replace(/(Name|Id)$|^http/, '').toLowerCase()} ${value}`]
  })
  return named.join(', ')
}

/** Only these answer with the id of an API: others answer with ids of stages and keys. */
function isCreate(operation: string | undefined): boolean {
  return operation === 'CreateRestApi' || operation === 'ImportRestApi'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {}
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
