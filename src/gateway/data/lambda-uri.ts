// `path//2015-03-31` is accepted too (recorded, localstack test_apigateway_common.py, request validator).
const invocation =
  /^arn:[^:]+:apigateway:[^:]*:lambda:path\/{1,2}\d{4}-\d{2}-\d{2}\/functions\/(.+)\/(?:response-streaming-)?invocations$/

/**
 * Function ARN (with alias or version, if any) of a Lambda integration or authorizer URI; a plain function ARN, which
 * HTTP APIs allow, is answered as it is. Undefined when the URI names no Lambda function.
 * Source: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html, uri.
 */
export function lambdaFunctionArn(uri: string): string | undefined {
  const functionArn = invocation.exec(uri)?.[1] ?? uri
  return /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^/\s]+$/.test(functionArn) ? functionArn : undefined
}
