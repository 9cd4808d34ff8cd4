import type {Explanations} from './explanation.js'

/** Errors of canaries. */
export const releaseExplanations: Explanations = {
  CANARY_NONE: {
    means: 'The stage has no canary.',
    steps: ['"apigw canary start --percent 10" starts one; "apigw canary status" shows it.'],
  },
  CANARY_REST_ONLY: {
    means: 'AWS splits the requests of a stage between two deployments only for REST APIs.',
    steps: [
      'HTTP and WebSocket APIs: deploy to a second stage, and move clients there by weighted DNS records of a custom domain.',
      'For Lambda functions: give the alias that the routes call a second version with a weight.',
    ],
  },
  CANARY_RUNNING: {
    means: 'The stage has a canary. Another one cannot start beside it, and plans leave the canary as it is.',
    steps: [
      '"apigw canary status" shows it; "apigw canary promote" or "apigw canary abort" ends it.',
      'A deploy that moves the stage meanwhile is stopped by the gate canary-running.',
    ],
  },
}
