import type {Feature} from './feature-registry.js'

/**
 * Features of HTTP and WebSocket APIs. Nothing here opens a route: where a feature is missing, the data plane refuses the
 * requests that need it and says why, so such APIs are deployed all the same.
 */
export const httpFeatures = {
  'http JWT authorizer': {state: 'enforced', why: 'Tokens are verified with the keys of their issuer.'},
  'http Lambda authorizer': {state: 'enforced', why: 'Authorizer functions are called, and their results cached.'},
  'http route throttling': {state: 'enforced', why: 'Each route has its token bucket.'},
  'http CORS': {state: 'enforced', why: 'Preflights and headers are answered as on AWS.'},
  'http AWS_IAM authorization': {
    state: 'enforced',
    why: 'Signatures of registered keys and their policies are checked.',
  },
  'http service integration': {
    state: 'enforced',
    why: 'Services are called, signed, at AWS_ENDPOINT_URL_… or, where that is allowed, at AWS; else the call fails.',
  },
  'http VPC link integration': {
    state: 'enforced',
    why: 'What lies behind a link is called at its address in local.vpcLinks of apigw.yaml; without one the call fails.',
  },
  'custom domain mutual TLS': {
    state: 'enforced',
    why: 'With --tls and a file under local.truststores; otherwise requests to such domains are refused with 403.',
  },
  'websocket connections': {
    state: 'enforced',
    why: 'Routes, replies, limits, $connect authorizers and @connections work as on AWS.',
  },
  'websocket AWS_IAM authorization': {
    state: 'enforced',
    why: 'Signatures of registered keys are verified, and their policies asked.',
  },
} as const satisfies Record<string, Feature>
