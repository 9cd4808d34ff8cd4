/**
 * How API Gateway names a Lambda function that it calls: a path of the Lambda API, where people write the ARN. Other
 * texts stay as they are. `region` is where the API lives; without it the function's own.
 * Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html (integrationUri)
 */
export function lambdaUri(arn: string, region?: string): string {
  const [, partition, ownRegion] = /^arn:([^:]+):lambda:([^:]+):[^:]*:function:/.exec(arn) ?? []
  if (partition === undefined) return arn
  return `arn:${partition}:apigateway:${region ?? ownRegion ?? ''}:lambda:path/2015-03-31/functions/${arn}/invocations`
}
