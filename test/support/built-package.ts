import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import ts from 'typescript'
import type {Api} from '../../src/model/api.js'
import {typescriptPackage} from '../../src/sdk-export/typescript-package.js'
import type {GeneratedClient} from '../../src/sdk-export/typescript-package.js'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import type {JsonObject} from '../../src/model/json.js'

const runtimeFolder = fileURLToPath(new URL('../../sdk-runtime', import.meta.url))

/** The client of an API; by default of the document that the model makes. */
export function generatedClient(api: Api, document?: JsonObject, baseUrl?: string): Promise<GeneratedClient> {
  const own = api.kind === 'websocket' ? {} : api.kind === 'rest' ? fromRestApi(api) : fromHttpApi(api)
  const input = {api, document: document ?? own, baseUrl, packageName: undefined}
  return typescriptPackage(input, (file) => readFile(join(runtimeFolder, file), 'utf8'))
}

/** What the package's own type check says, one text for each problem; `uses` are further sources, checked with it. */
export function checkPackage(
  files: GeneratedClient['files'],
  uses: Readonly<Record<string, string>> = {},
): {problems: string[]; folder: string} {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-sdk-'))
  const all = [...files, ...Object.entries(uses).map(([name, text]) => [`src/${name}`, text] as const)]
  for (const [file, text] of all) {
    mkdirSync(dirname(join(folder, file)), {recursive: true})
    writeFileSync(join(folder, file), text)
  }
  return {problems: buildFolder(folder), folder}
}

/** Builds a package where it stands; one text for each problem that its type check has. */
export function buildFolder(folder: string): string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(folder, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({messageText}) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
      },
    },
  )
  if (parsed === undefined) throw new Error('The package has no tsconfig.json.')
  const program = ts.createProgram(parsed.fileNames, parsed.options)
  const {diagnostics} = program.emit()
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics, ...parsed.errors].map(({messageText, file}) => {
    const name = file?.fileName.slice(folder.length + 1) ?? ''
    return `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}

/** What the built package exports. */
export async function loadPackage<Exports>(folder: string): Promise<Exports> {
  return (await import(pathToFileURL(join(folder, 'dist/index.js')).href)) as Exports
}
