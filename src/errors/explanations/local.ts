import type {Explanations} from './explanation.js'

/** Errors of the gateway on this machine and of commands about it. */
export const localExplanations: Explanations = {
  ACCESS_KEY_INVALID: {
    means: 'An access key, its secret or its policy has a form that AWS would not give it.',
    steps: ['"apigw local key add --help" has examples.'],
  },
  ACCESS_KEY_UNKNOWN: {means: 'The local gateway has no such key.', steps: ['"apigw local key list" shows them.']},
  ADMIN_BODY_INVALID: {
    means: "A request to the local gateway's own endpoints had no JSON object as body.",
    steps: ['Use the commands of "apigw local", which send what it expects.'],
  },
  BACKENDS_INVALID: {
    means: 'Addresses of VPC links or truststores under "local:" cannot be used.',
    steps: ['Correct the section "local:" of apigw.yaml.'],
  },
  CLAIM_INVALID: {means: 'A claim of a token is NAME=VALUE.', steps: ['For example --claim email=rex@example.com']},
  CLOCK_CHANGE_INVALID: {
    means: "The gateway's clock only moves forward, so that nothing that has expired lives again.",
    steps: ['"apigw local clock advance 1h"', '"apigw local clock reset" goes back to the time of this machine.'],
  },
  DURATION_INVALID: {
    means: 'A duration is numbers with units: ms, s, m, h, d, w.',
    steps: ['For example 90s, 1h30m, 2d.'],
  },
  FUNCTIONS_INVALID: {
    means: 'A function of apigw.yaml cannot be registered with the local gateway.',
    steps: ['The reason names it. Handlers are written file.export, relative to apigw.yaml.'],
  },
  FUNCTION_HANDLER: {
    means: 'The handler names no export of a file.',
    steps: ['Write handler: src/list-pets.handler for the export "handler" of src/list-pets.ts, .mjs or .js.'],
  },
  FUNCTION_MISSING: {
    means: 'The file of a handler is not there.',
    steps: ['Correct "handler:" in apigw.yaml, or make the file.'],
  },
  GATEWAY_NOT_RUNNING: {means: 'No local gateway of this folder runs.', steps: ['"apigw local start --detach"']},
  GATEWAY_NOT_STARTED: {
    means: 'A local gateway was started and ended before it answered.',
    steps: ['Run "apigw local start" in the foreground: it prints why.'],
  },
  GATEWAY_NOT_STOPPED: {
    means: 'The gateway was asked to stop and still runs.',
    steps: ['A function may hang; end the process by the id in the message.'],
  },
  LOCAL_GATEWAY_REFUSED: {
    means: 'The local gateway answered a request of the tool with a refusal.',
    steps: ['It may be of another version: "apigw local stop", then start it again.'],
  },
  LOCAL_GATEWAY_UNREACHABLE: {
    means: 'The announced gateway does not answer.',
    steps: ['"apigw local status"; if it says nothing runs, start it again.'],
  },
  POLICY_UNREADABLE: {
    means: 'The policy file cannot be read, or is no JSON.',
    steps: ['Check the path given by --policy.'],
  },
  PORT_IN_USE: {
    means: 'Another program listens on that port.',
    steps: ['--port 0 takes a free one.', '"apigw local status" says whether it is a gateway of yours.'],
  },
  SECRET_MISSING: {
    means: 'A secret is never an argument, because other users of the machine can read those.',
    steps: ['Set the environment variable that the message names, or use --secret-stdin.'],
  },
  STATE_LOCKED: {
    means: 'Another gateway works on the same state.',
    steps: [
      '"apigw local status" shows it; "apigw local stop" ends it.',
      '--state DIR gives this one a state of its own.',
    ],
  },
  STATE_NEWER_VERSION: {
    means: 'The state was written by a newer apigw, in a form this one does not know.',
    steps: ['Update apigw, or start over with "apigw local reset".'],
  },
  STATE_NOT_WRITABLE: {
    means: "The gateway's state, or a change of it, could not be written, so nothing was changed.",
    steps: ['Make room on the disk, or correct the rights of the file.', 'Repeat the call: the gateway goes on.'],
  },
  STATE_UNREADABLE: {
    means: "The gateway's database cannot be opened.",
    steps: ['Check permissions and room on the disk.', '"apigw local reset" starts over; deploy again afterwards.'],
  },
  TEST_ISSUER_NOT_MAPPED: {
    means: 'Authorizers verify tokens with the keys of their issuer, and the test issuer does not stand in for it.',
    steps: ['Add --trust, until "apigw local reset".'],
  },
  TEST_TOKEN_INVALID: {
    means: 'The token cannot be made of these words.',
    steps: ['"apigw local token --help" has examples.'],
  },
  TIME_INVALID: {means: 'A moment is ISO 8601 or epoch milliseconds.', steps: ['For example 2026-12-31T23:59:00Z']},
  TRACE_LOCAL_ONLY: {
    means: 'The flight recorder belongs to the gateway on this machine.',
    steps: ['Add --target local.'],
  },
  TRACE_NOT_FOUND: {
    means:
      'Requests are recorded while "apigw dev" or "apigw local trace --follow" runs, or when sent with "call --trace".',
    steps: ['Send the request again with one of these.'],
  },
  USER_POOL_INVALID: {means: 'A user pool is named by its id or its ARN.', steps: ['For example eu-west-1_AbCdEf123.']},
  WORKER_FILE_MISSING: {
    means: 'The file that runs handlers is not in the package.',
    steps: ['Install apigw again; in a checkout, run "npm run build".'],
  },
}
