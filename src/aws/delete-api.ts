import type {Clients} from './clients.js'

/** Deletes one API with everything that is part of it: one call, and only the SDK of that kind is loaded. */
export async function deleteApi(
  clients: Clients,
  {kind, apiId}: {kind: 'rest' | 'http' | 'websocket'; apiId: string},
): Promise<void> {
  if (kind === 'rest') {
    const {DeleteRestApiCommand} = await import('@aws-sdk/client-api-gateway')
    await (await clients.rest()).send(new DeleteRestApiCommand({restApiId: apiId}))
    return
  }
  const {DeleteApiCommand} = await import('@aws-sdk/client-apigatewayv2')
  await (await clients.http()).send(new DeleteApiCommand({ApiId: apiId}))
}
