/** What an account may send to its APIs in one region: `rateLimit` requests per second, `burstLimit` at once. */
export type AccountThrottle = {rateLimit: number; burstLimit: number}

/** Of most regions; what AWS fills in where a stage's setting says nothing. */
export const standardAccountThrottle: AccountThrottle = {rateLimit: 10_000, burstLimit: 5_000}

/** Of young regions; raised on request, as the other is. */
const smallAccountThrottle: AccountThrottle = {rateLimit: 2_500, burstLimit: 1_250}

const smallRegions: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
])

/**
 * The account's limits on its data plane in a region, over REST, HTTP and WebSocket APIs and @connections together.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function accountThrottle(region: string): AccountThrottle {
  return smallRegions.has(region) ? smallAccountThrottle : standardAccountThrottle
}
