/**
 * Environment by which AWS's own tools (CLI, SDKs, Terraform) reach the local gateway.
 *
 * Only services that the gateway serves are redirected. The access key is the gateway's account; no secret is checked.
 * Source of the names: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function gatewayEnvironment(
  url: string,
  {accountId, region}: {accountId: string; region: string},
): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_API_GATEWAY: url,
    AWS_ENDPOINT_URL_APIGATEWAYV2: url,
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
}
