import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Clients} from '../../aws/clients.js'
import {readSdkParameters} from '../../aws/read/generated-sdk.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {LiveApi} from '../../model/live-api.js'
import {splitPairs} from '../../model/split-pair.js'
import {readAwsSdk, sdkParameters} from '../../sdk-export/aws-sdk.js'
import {isPackageName} from '../../sdk-export/package-files.js'
import {typescriptPackage} from '../../sdk-export/typescript-package.js'
import type {ApiSource} from './api-source.js'
import {servedStage} from '../deploy/served-stage.js'
import {writeFolder} from './write-folder.js'

/** Languages whose SDKs are generated here, or by AWS for what a stage of a REST API serves. */
export const sdkLanguages = ['typescript', 'javascript', 'java', 'android', 'swift', 'objectivec', 'ruby'] as const

/** A client that was written. `packageName` and `operations` are there for TypeScript only. */
export type WrittenClient = {
  name: string
  kind: LiveApi['kind']
  language: (typeof sdkLanguages)[number]
  directory: string
  files: string[]
  packageName?: string
  operations?: number
  baseUrl?: string
}

type Place = {directory: string; force: boolean}

/** Writes a TypeScript package that calls an API. Throws PACKAGE_NAME, FOLDER_NOT_EMPTY. */
export async function writeTypescriptClient(
  {api, document}: ApiSource,
  options: Place & {packageFolder: string; packageName: string | undefined; baseUrl: string | undefined},
): Promise<WrittenClient> {
  const {packageFolder, packageName: wanted, baseUrl, directory} = options
  if (wanted !== undefined && !isPackageName(wanted)) throw badPackageName(wanted)
  const readRuntime = (file: string) => readFile(join(packageFolder, 'sdk-runtime', file), 'utf8')
  const client = await typescriptPackage({api, document, baseUrl, packageName: wanted}, readRuntime)
  const {packageName, operations} = client
  const files = await writeFiles(options, client.files)
  const written = {name: api.name, kind: api.kind, language: 'typescript' as const, directory, files, packageName}
  return {...written, operations, ...(baseUrl !== undefined && {baseUrl})}
}

/** Writes the SDK that AWS generates. Throws SDK_KIND, SDK_PARAMETERS, SDK_ZIP_INVALID, STAGE_NOT_NAMED. */
export async function writeAwsSdk(
  clients: Clients,
  live: LiveApi,
  options: Place & {
    language: Exclude<WrittenClient['language'], 'typescript'>
    stageName: string | undefined
    parameters: readonly string[]
  },
): Promise<WrittenClient> {
  const {language, directory} = options
  if (live.kind !== 'rest') throw notForKind(live, language)
  const {stageName} = servedStage(live, options.stageName).stage
  const given = parametersOf(options.parameters)
  const parameters = sdkParameters(language, await readSdkParameters(clients, language), given)
  const sdk = await readAwsSdk(clients, {restApiId: live.apiId, stageName, sdkType: language, parameters})
  return {name: live.api.name, kind: live.kind, language, directory, files: await writeFiles(options, sdk)}
}

async function writeFiles(
  {directory, force}: Place,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<string[]> {
  await writeFolder(directory, force, async (staging) => {
    for (const [file, content] of files) {
      await mkdir(dirname(join(staging, file)), {recursive: true})
      await writeFile(join(staging, file), content)
    }
  })
  return [...files.keys()].sort()
}

function parametersOf(words: readonly string[]): Record<string, string> {
  const {
    pairs,
    others: [wrong],
  } = splitPairs(words)
  if (wrong !== undefined) throw badParameter(wrong)
  return pairs
}

function badParameter(word: string): ApigwError {
  const what = `${JSON.stringify(word)} does not do for --parameter.`
  const why = 'It needs a name and a value.'
  return new ApigwError({code: 'SDK_PARAMETERS', exit: 'usage', what, why, fix: 'Write --parameter NAME=VALUE.'})
}

function badPackageName(name: string): ApigwError {
  return new ApigwError({
    code: 'PACKAGE_NAME',
    exit: 'usage',
    what: `${JSON.stringify(name)} does not do for --package.`,
    why: 'npm takes lower-case letters, digits, "-", "_" and ".", and a scope before them.',
    fix: 'Write it like pets-client or @shop/pets-client.',
  })
}

function notForKind({api, apiId, kind}: LiveApi, language: string): ApigwError {
  return new ApigwError({
    code: 'SDK_KIND',
    exit: 'usage',
    what: `There is no SDK in ${language} for ${api.name} (${apiId}).`,
    why: `AWS generates SDKs for REST APIs only, and this is ${kind === 'http' ? 'an HTTP API' : 'a WebSocket API'}.`,
    fix: 'Use --language typescript.',
  })
}
