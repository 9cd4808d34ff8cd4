import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'

/** A stage of an API of a kind that AWS exports. */
export type ExportedStage = {kind: Exclude<LiveApi['kind'], 'websocket'>; apiId: string; stageName: string}

/**
 * How the document is written: `swagger` for REST APIs only. `extensions` are those of API Gateway that it keeps; an
 * HTTP API has all of them or none.
 */
export type ExportForm = {
  exportType: 'oas30' | 'swagger'
  extensions: 'apigateway' | 'integrations' | 'authorizers' | 'documentation' | 'none'
}

const whole: ExportForm = {exportType: 'oas30', extensions: 'apigateway'}

/** What a stage serves, as the OpenAPI document that AWS writes of its deployment: JSON text, by default with extensions. */
export async function readStageExport(
  clients: Clients,
  {kind, apiId, stageName}: ExportedStage,
  {exportType, extensions}: ExportForm = whole,
): Promise<string> {
  if (kind === 'http') {
    const {ExportApiCommand} = await import('@aws-sdk/client-apigatewayv2')
    const input = {ApiId: apiId, StageName: stageName, Specification: 'OAS30', OutputType: 'JSON'} as const
    const command = new ExportApiCommand({...input, IncludeExtensions: extensions !== 'none'})
    return textOf((await (await clients.http()).send(command)).body)
  }
  const {GetExportCommand} = await import('@aws-sdk/client-api-gateway')
  const input = {restApiId: apiId, stageName, exportType, accepts: 'application/json'}
  const command = new GetExportCommand({...input, ...(extensions !== 'none' && {parameters: {extensions}})})
  return textOf((await (await clients.rest()).send(command)).body)
}

function textOf(body: Uint8Array | undefined): string {
  return Buffer.from(body ?? []).toString('utf8')
}
