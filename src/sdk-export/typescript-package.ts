import type {Api} from '../model/api.js'
import type {JsonObject} from '../model/json.js'
import {httpClient, httpRuntime} from './http-package.js'
import {packageFiles, packageNameOf, packageVersionOf} from './package-files.js'
import type {PackageFiles} from './package-files.js'
import {webSocketClient, webSocketRuntime} from './web-socket-package.js'

export type ClientInput = {
  api: Api
  /** OpenAPI 3 of a REST or HTTP API; not looked at for a WebSocket API. */
  document: JsonObject
  /** Where the stage answers; undefined when callers have to say so. */
  baseUrl: string | undefined
  /** By default made of the API's name. */
  packageName: string | undefined
}

/** `operations` counts those of a REST or HTTP API, or the routes that messages can be sent to. */
export type GeneratedClient = {packageName: string; files: PackageFiles; operations: number}

/** A TypeScript package for callers of an API. `readRuntime` gives the text of a file of sdk-runtime/. */
export async function typescriptPackage(
  {api, document, baseUrl, packageName = packageNameOf(api.name)}: ClientInput,
  readRuntime: (file: string) => Promise<string>,
): Promise<GeneratedClient> {
  const isSocket = api.kind === 'websocket'
  const {sources, usage, operations} = isSocket
    ? await webSocketClient(api, baseUrl)
    : await httpClient(api, document, baseUrl)
  for (const file of isSocket ? webSocketRuntime : httpRuntime) sources.set(file, await readRuntime(file))
  const facts = {apiName: api.name, packageName, version: packageVersionOf(api.version), usage}
  return {packageName, files: packageFiles(facts, sources, await readRuntime('tsconfig.json')), operations}
}
