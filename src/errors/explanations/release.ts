import type {Explanations} from './explanation.js'

/** Errors of canaries and caches. */
export const releaseExplanations: Explanations = {
  CACHE_CHANGING: {
    means: 'AWS was still making or removing the cache of a stage when the command stopped waiting (exit code 8).',
    steps: ['"apigw cache status" shows how far it is.'],
  },
  CACHE_REST_ONLY: {
    means: 'Only stages of REST APIs have a cache.',
    steps: ['Put CloudFront before an HTTP API, or let its backend cache.'],
  },
  CANARY_ABORTED: {
    means:
      '"canary watch" found the canary worse than allowed and ended it (exit code 3): all requests reach the base.',
    steps: [
      'The message says what was too much; "apigw logs --status 5xx" shows the requests. Mend it, start another.',
    ],
  },
  CANARY_NO_BASE: {
    means: '"deploy --canary" was asked for on a stage that serves nothing yet: there is nothing to compare with.',
    steps: ['Deploy without --canary this once.'],
  },
  CANARY_NONE: {
    means: 'The stage has no canary.',
    steps: ['"apigw canary start --percent 10" starts one; "apigw canary status" shows it.'],
  },
  CANARY_REPLACED: {
    means: 'While a canary was watched, somebody started another one on the stage.',
    steps: ['Agree who releases; "apigw canary status" shows the new one.'],
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
  CANARY_UNDECIDED: {
    means: 'A step of "canary watch" was over, and the canary had too few requests to be judged. It stays as it is.',
    steps: [
      'Run the same command again: it goes on counting where it was.',
      'Or give it a larger share with "apigw canary update --percent", or ask for less with --min-requests.',
    ],
  },
  CANARY_UNWATCHABLE: {
    means: 'Both sides of a canary can only be told apart by the access log, and the stage writes none that will do.',
    steps: [
      '"apigw stage logs STAGE --access-log ARN" switches it on; --max-p95 needs $context.responseLatency in it.',
    ],
  },
  CANARY_WATCH_INTERRUPTED: {
    means: 'Ctrl-C while a canary was watched. The canary stays as it is.',
    steps: ['The same command goes on where this one was; "apigw canary abort" ends the canary.'],
  },
  LIMIT_INVALID: {
    means: 'A limit or the steps of "canary watch" are not written as they have to be.',
    steps: ['--max-5xx 1% or +1%, --max-p95 +20% or 800ms, --step 10,50,100.'],
  },
}
