/**
 * Leave for an API to call a Lambda function. `source` is what follows the API's id in the source ARN: `prod/GET/pets/*`;
 * `functionArn` has the qualifier, if the API calls one.
 */
export type InvokePermission = {functionArn: string; source: string}

/** Statements of a function's policy that let API Gateway call it; a pattern of ARNs each, `*` when it names none. */
export type LivePermissions =
  | {state: 'read'; statements: readonly {sid: string; sourceArn: string}[]}
  /** The policy may not be read, or there is no such function: nothing is planned, and that is said. */
  | {state: 'denied' | 'absent'}
