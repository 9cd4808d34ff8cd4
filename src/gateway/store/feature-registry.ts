/**
 * What the local data plane does with a feature of a deployed API.
 *
 * `enforced`: as AWS does. `refused`: it would let a request through that AWS stops, so such an API is not deployed.
 * `warned`: it behaves differently without opening anything; responses name it in `x-apigw-local-unsupported`.
 */
export type FeatureState = 'enforced' | 'refused' | 'warned'

/** One entry of the registry that `apigw local coverage` prints. `why` is one sentence for the developer. */
export type Feature = {state: FeatureState; why: string}

/**
 * Features of REST APIs that a deployment can rely on. The data plane's authors turn an entry to `enforced` in the
 * change that implements it; detection is in `control/apigateway/deploy-checks.ts`.
 */
export const restFeatures = {
  'rest resource policy': {state: 'enforced', why: 'Policies are evaluated with all condition operators.'},
  'rest private endpoint': {
    state: 'enforced',
    why: 'Only requests that name a VPC endpoint are served, and only with local start --vpc-endpoints.',
  },
  'rest AWS_IAM authorization': {
    state: 'enforced',
    why: 'Signatures of registered keys and their policies are checked.',
  },
  'rest Lambda authorizer': {
    state: 'enforced',
    why: 'TOKEN and REQUEST authorizers are called, and their answers kept.',
  },
  'rest Cognito authorizer': {state: 'enforced', why: 'Tokens are verified with the keys of the user pool.'},
  'rest API key required': {state: 'enforced', why: 'Keys, plans, throttles and quotas are checked.'},
  'rest request validator': {state: 'enforced', why: 'Required parameters and bodies are checked as on AWS.'},
  'rest VPC link integration': {
    state: 'enforced',
    why: 'What lies behind a link is called at its address in local.vpcLinks of apigw.yaml; without one the call fails.',
  },
  'rest AWS service integration': {
    state: 'enforced',
    why: 'Services are called, signed, at AWS_ENDPOINT_URL_… or, where that is allowed, at AWS; else the call fails.',
  },
  'rest response streaming': {state: 'enforced', why: "Streams pass as they come, within AWS's limits."},
  'rest compression': {state: 'enforced', why: 'Responses are compressed, compressed requests unpacked.'},
  'rest access log to Firehose': {
    state: 'warned',
    why: 'Lines are kept in the local log group /aws/kinesisfirehose/{stream}, not delivered to Firehose.',
  },
} as const satisfies Record<string, Feature>

export type RestFeature = keyof typeof restFeatures

/** Entry of one feature; the wide type keeps comparisons with states that no entry has at the moment compiling. */
export function restFeature(feature: RestFeature): Feature {
  return restFeatures[feature]
}
