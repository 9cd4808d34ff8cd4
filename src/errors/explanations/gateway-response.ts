import type {Explanation} from './explanation.js'

/** What API Gateway itself answers. `said` are its texts, by which people look for it. */
export type GatewayAnswer = Explanation & {status: number; said: readonly string[]}

/**
 * Gateway responses by type: what callers see when API Gateway, not the backend, answers
 * (docs/aws-facts.md "Gateway responses").
 */
export const gatewayAnswers: Readonly<Record<string, GatewayAnswer>> = {
  ACCESS_DENIED: {
    status: 403,
    said: ['User is not authorized to access this resource', 'is not authorized to perform: execute-api:Invoke'],
    means: 'An authorizer, an IAM policy or the resource policy said no.',
    steps: [
      'A Lambda authorizer: its policy must allow the method ARN that was called. A cached policy is used for every route: allow all of the stage, or key the cache.',
      'AWS_IAM: the caller needs execute-api:Invoke on the method ARN; across accounts the resource policy must allow it too.',
      '"apigw call … --trace" shows which statement decided.',
    ],
  },
  API_CONFIGURATION_ERROR: {
    status: 500,
    said: ['Internal server error'],
    means: 'The API is set up in a way that cannot be carried out, for example with a wrong integration URI.',
    steps: ['Look at the execution log of the request.'],
  },
  AUTHORIZER_CONFIGURATION_ERROR: {
    status: 500,
    said: ['Internal server error'],
    means: 'The authorizer cannot be called, or answered something that is no policy.',
    steps: [
      'API Gateway needs leave to invoke the function ("apigw plan" shows missing permissions).',
      'It answers principalId and policyDocument, or isAuthorized for simple responses.',
    ],
  },
  AUTHORIZER_FAILURE: {
    status: 500,
    said: ['Internal server error'],
    means: 'The authorizer failed: it threw, timed out, or answered an invalid context.',
    steps: ["Look at the function's log. Members of context are texts, numbers or booleans."],
  },
  BAD_REQUEST_BODY: {
    status: 400,
    said: ['Invalid request body'],
    means: 'The body does not fit the model that the request validator checks.',
    steps: [
      '$context.error.validationErrorString says why; put it into the gateway response, or look at the execution log.',
    ],
  },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    said: ['Missing required request parameters'],
    means: 'A required path, query or header parameter is missing.',
    steps: ['The message lists them.'],
  },
  DEFAULT_4XX: {
    status: 400,
    said: [],
    means: 'Stands for every 4xx answer that has no gateway response of its own.',
    steps: [],
  },
  DEFAULT_5XX: {
    status: 500,
    said: [],
    means: 'Stands for every 5xx answer that has no gateway response of its own.',
    steps: [],
  },
  EXPIRED_TOKEN: {
    status: 403,
    said: ['The security token included in the request is expired'],
    means: 'The temporary credentials of the signature have expired.',
    steps: ['Sign in again.'],
  },
  INTEGRATION_FAILURE: {
    status: 504,
    said: ['Internal server error', 'Network error communicating with endpoint'],
    means:
      'The backend could not be reached, or its answer could not be read. A malformed Lambda proxy response is 502.',
    steps: ['Call the backend directly.', 'A proxy function answers {statusCode, headers, body}; body is a text.'],
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    said: ['Endpoint request timed out'],
    means: 'The backend took longer than the timeout of the integration (29 s unless raised).',
    steps: ['Make it faster, answer at once and work in the background, or raise timeoutInMillis where AWS allows it.'],
  },
  INVALID_API_KEY: {
    status: 403,
    said: ['Forbidden'],
    means: 'The key is missing, wrong, disabled, or in no usage plan of this stage.',
    steps: ['Send x-api-key.', 'The key must belong to a usage plan that names this API and stage.'],
  },
  INVALID_SIGNATURE: {
    status: 403,
    said: ['The request signature we calculated does not match the signature you provided', 'Signature expired'],
    means: 'The request was signed otherwise than it was sent, or with another key, region or time.',
    steps: [
      'The service name is execute-api; region and path (with the stage) must be those of the call.',
      'Check the clock.',
    ],
  },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    said: ['Missing Authentication Token'],
    means:
      'Most often: there is no such route. API Gateway answers this for a path or verb it does not know, and for AWS_IAM routes without a signature.',
    steps: [
      'Check the verb, the path and the stage in the URL: https://ID.execute-api.REGION.amazonaws.com/STAGE/path',
      'Was the API deployed since the route was added? "apigw status" compares files, API and stage.',
      'If the route asks for AWS_IAM: "apigw call --sign".',
    ],
  },
  QUOTA_EXCEEDED: {
    status: 429,
    said: ['Limit Exceeded'],
    means: 'The key has used up the quota of its usage plan for the day, week or month.',
    steps: ['"apigw usage" shows how much. Extend it, or wait for the next period.'],
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    said: ['Request Entity Too Large', 'HTTP content length exceeded 10485760 bytes.'],
    means: 'The body is larger than 10 MB.',
    steps: ['Upload large files to S3 with a presigned URL.'],
  },
  RESOURCE_NOT_FOUND: {
    status: 404,
    said: ['Not Found'],
    means: 'The resource cannot be found after the request was authorized.',
    steps: ['Check the path.'],
  },
  THROTTLED: {
    status: 429,
    said: ['Too Many Requests'],
    means: 'A limit of the usage plan, method, stage or account was reached (10,000 requests a second by default).',
    steps: ['Clients repeat with growing pauses.', '"apigw metrics" shows the load by route.'],
  },
  UNAUTHORIZED: {
    status: 401,
    said: ['Unauthorized'],
    means: 'The authorizer did not accept the caller: no token, an expired one, or one that it calls Unauthorized.',
    steps: [
      'A missing identity source is a 401 without the function being called.',
      'JWT: issuer, audience and expiry must fit the authorizer.',
    ],
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    said: ['Unsupported Media Type'],
    means: 'No request template fits the Content-Type, and passthroughBehavior is NEVER or WHEN_NO_TEMPLATES.',
    steps: ['Send another Content-Type, or add a template for it.'],
  },
  WAF_FILTERED: {
    status: 403,
    said: ['Forbidden'],
    means: 'A rule of AWS WAF blocked the request.',
    steps: ['Look at the sampled requests of the web ACL.'],
  },
}
