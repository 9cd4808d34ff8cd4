/**
 * AWS managed policies that have a meaning here, by name.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const managedPolicies: Readonly<Record<string, object>> = {
  AdministratorAccess: document('*', '*'),
  AmazonAPIGatewayAdministrator: document('apigateway:*', 'arn:aws:apigateway:*::/*'),
  AmazonAPIGatewayInvokeFullAccess: document(
    ['execute-api:Invoke', 'execute-api:ManageConnections'],
    'arn:aws:execute-api:*:*:*',
  ),
}

function document(action: string | readonly string[], resource: string): object {
  return {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: action, Resource: resource}]}
}
