/** Nothing of an account is a Lambda function: a field that is one belongs to an API. */
export function noFunctions(functionName: string): Promise<string> {
  return Promise.reject(new Error(`Nothing that stands beside APIs names a function such as ${functionName}.`))
}
