import type {Clients} from '../clients.js'

/** What AWS wants to know before it generates an SDK of a language. */
export type SdkParameter = {name: string; friendlyName: string; description: string; required: boolean; usual?: string}

/** The parameters of a language, as AWS lists them. Throws what AWS refuses. */
export async function readSdkParameters(clients: Clients, language: string): Promise<SdkParameter[]> {
  const {GetSdkTypeCommand} = await import('@aws-sdk/client-api-gateway')
  const {configurationProperties = []} = await (await clients.rest()).send(new GetSdkTypeCommand({id: language}))
  return configurationProperties.map(({name = '', friendlyName = name, description = '', required, defaultValue}) => {
    const usual = defaultValue === undefined || defaultValue === '' ? {} : {usual: defaultValue}
    return {name, friendlyName, description, required: required === true, ...usual}
  })
}

/** An SDK that is asked for; `sdkType` is AWS's name of the language. */
export type SdkRequest = {
  restApiId: string
  stageName: string
  sdkType: string
  parameters: Readonly<Record<string, string>>
}

/** The zip of an SDK that AWS generates for what a stage of a REST API serves. */
export async function readSdkZip(clients: Clients, request: SdkRequest): Promise<Uint8Array> {
  const {GetSdkCommand} = await import('@aws-sdk/client-api-gateway')
  const {body} = await (await clients.rest()).send(new GetSdkCommand(request))
  return body ?? new Uint8Array()
}
