/** `breaking`: a client that works today may not work after. `risky`: it opens, loses or costs something. */
export type Impact = 'breaking' | 'risky'

type Rule = {impact: Impact; title: string; fix: string}

/**
 * What stops a plan unless it is allowed, by its code. `fix` says what to do instead of allowing it; the code is what
 * `--allow` and `allow:` in apigw.yaml name.
 */
export const rules = {
  'route-removed': {
    impact: 'breaking',
    title: 'A route is no longer there.',
    fix: 'Keep the route, or let it answer 410 for a while.',
  },
  'parameter-required': {
    impact: 'breaking',
    title: 'A request parameter becomes required.',
    fix: 'Leave it optional, with a default in the backend.',
  },
  'request-narrowed': {
    impact: 'breaking',
    title: 'A request body that was valid no longer is.',
    fix: 'Accept the old bodies too, or add a route for the new ones.',
  },
  'request-media-type-removed': {
    impact: 'breaking',
    title: 'A media type of requests is no longer declared.',
    fix: 'Keep the media type.',
  },
  'response-narrowed': {
    impact: 'breaking',
    title: 'A response no longer promises what it did.',
    fix: 'Keep what clients read; add beside it.',
  },
  'response-removed': {
    impact: 'breaking',
    title: 'A status code, media type or header of responses is no longer declared.',
    fix: 'Keep it until no client reads it.',
  },
  'authorization-required': {
    impact: 'breaking',
    title: 'A route asks for an authorization that it did not ask for.',
    fix: 'Let clients sign in first, on a route beside it.',
  },
  'authorization-changed': {
    impact: 'breaking',
    title: 'A route asks for another authorization, or for other scopes.',
    fix: 'Accept both for a while, in one Lambda authorizer or on two routes.',
  },
  'api-key-required': {
    impact: 'breaking',
    title: 'A route asks for an API key that it did not ask for.',
    fix: 'Give every client a key first.',
  },
  'endpoint-closed': {
    impact: 'breaking',
    title: 'The address that clients call is closed.',
    fix: 'Move all clients to the custom domain first.',
  },
  'cors-narrowed': {
    impact: 'breaking',
    title: 'Browsers of some pages may no longer call the API.',
    fix: 'Keep the origins, methods and headers that pages use.',
  },
  'route-opened': {
    impact: 'risky',
    title: 'A route no longer asks who calls it.',
    fix: 'Keep the authorizer, or ask for an API key at least.',
  },
  'api-key-dropped': {
    impact: 'risky',
    title: 'A route no longer asks for an API key, so that usage plans no longer limit it.',
    fix: 'Keep apiKeyRequired.',
  },
  'policy-removed': {
    impact: 'risky',
    title: 'The resource policy is removed: nobody is kept out by it any more.',
    fix: 'Write the policy into the definition as x-amazon-apigateway-policy.',
  },
  'cors-wildcard-credentials': {
    impact: 'risky',
    title: 'Every page may call the API, with the credentials of who looks at it.',
    fix: 'Name the origins, or allow no credentials.',
  },
  'cache-unkeyed-parameter': {
    impact: 'risky',
    title: 'A cached route varies by a parameter that is no part of its cache key.',
    fix: 'Add the parameter to cacheKeyParameters of the integration, or switch the cache of the route off.',
  },
  'mass-deletion': {
    impact: 'risky',
    title: 'Most of the routes go.',
    fix: 'Check that this is the right definition and the right API.',
  },
  'console-edit-lost': {
    impact: 'risky',
    title: 'Somebody changed this on AWS after the last deployment, and the files do not know it.',
    fix: 'Take the change over into the files.',
  },
  'canary-running': {
    impact: 'risky',
    title: 'The stage moves while a canary of it is still on trial.',
    fix: 'End the canary first: "apigw canary promote" or "apigw canary abort".',
  },
  'definition-unknown': {
    impact: 'risky',
    title: 'Nobody can say what the stage will serve.',
    fix: 'Deploy the definition from its files, so that it can be compared.',
  },
  'cost-increase': {
    impact: 'risky',
    title: 'The stage will cost noticeably more.',
    fix: 'Choose a smaller cache.',
  },
} as const satisfies Record<string, Rule>

export type RuleCode = keyof typeof rules

/** All codes, for flags and error texts. */
export const ruleCodes = Object.keys(rules) as readonly RuleCode[]
