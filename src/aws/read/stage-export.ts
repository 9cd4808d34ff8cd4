import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'

/** A stage of an API of a kind that AWS exports. */
export type ExportedStage = {kind: Exclude<LiveApi['kind'], 'websocket'>; apiId: string; stageName: string}

/** What a stage serves, as the OpenAPI 3.0 document that AWS writes of its deployment: JSON text with extensions. */
export async function readStageExport(clients: Clients, {kind, apiId, stageName}: ExportedStage): Promise<string> {
  if (kind === 'http') {
    const {ExportApiCommand} = await import('@aws-sdk/client-apigatewayv2')
    const input = {ApiId: apiId, StageName: stageName, Specification: 'OAS30', OutputType: 'JSON'} as const
    const {body} = await (await clients.http()).send(new ExportApiCommand({...input, IncludeExtensions: true}))
    return textOf(body)
  }
  const {GetExportCommand} = await import('@aws-sdk/client-api-gateway')
  const parameters = {extensions: 'apigateway'}
  const input = {restApiId: apiId, stageName, exportType: 'oas30', accepts: 'application/json', parameters}
  const {body} = await (await clients.rest()).send(new GetExportCommand(input))
  return textOf(body)
}

function textOf(body: Uint8Array | undefined): string {
  return Buffer.from(body ?? []).toString('utf8')
}
