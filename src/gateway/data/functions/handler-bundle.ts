import {existsSync, readFileSync} from 'node:fs'
import {dirname, extname, join} from 'node:path'
import type {BuildFailure, BuildOptions, Message} from 'esbuild'
import {runtimeErrorPayload} from './lambda-error.js'
import {externalPackages, ownLocation} from './bundle-plugins.js'

/** A module that Node can import as it is, or Lambda's error payload that says why there is none. */
export type PreparedModule = {file: string; sourceMaps: boolean} | {failure: string}

/**
 * Makes the handler's file importable. JavaScript runs as it is, as on Lambda. TypeScript and JSX are bundled by
 * esbuild to `outputFile` (without extension), with a source map beside it; installed packages stay outside the bundle.
 */
export async function prepareModule(file: string, outputFile: string): Promise<PreparedModule> {
  if (/\.[cm]?js$/.test(file)) return {file, sourceMaps: false}
  const format = moduleFormat(file)
  const built = await bundle(file, outputFile, format)
  // A CommonJS project cannot use top-level await on Lambda either, but bundlers are often told to emit ESM.
  if ('errors' in built && format === 'cjs' && built.errors.some(({text}) => text.includes('Top-level await'))) {
    return toPrepared(await bundle(file, outputFile, 'esm'))
  }
  return toPrepared(built)
}

type Format = 'esm' | 'cjs'
type Built = {file: string} | {errors: readonly Message[]}

async function bundle(file: string, outputFile: string, format: Format): Promise<Built> {
  const outfile = `${outputFile}.${format === 'esm' ? 'mjs' : 'cjs'}`
  // Loaded here, because most commands and many projects never need it.
  const {build} = await import('esbuild')
  try {
    await build(bundleOptions(file, outfile, format))
    return {file: outfile}
  } catch (error) {
    if (isBuildFailure(error)) return {errors: error.errors}
    throw error
  }
}

function bundleOptions(file: string, outfile: string, format: Format): BuildOptions {
  return {
    entryPoints: [file],
    outfile,
    format,
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    sourcemap: 'linked',
    sourcesContent: false,
    keepNames: true,
    logLevel: 'silent',
    absWorkingDir: dirname(file),
    plugins: [externalPackages(), ownLocation()],
    ...(format === 'esm' ? {banner: {js: requireBanner}} : {}),
  }
}

/** Bundled CommonJS needs `require`, which ES modules do not have. */
const requireBanner =
  "import {createRequire as __apigwCreateRequire} from 'node:module';const require = __apigwCreateRequire(import.meta.url);"

function toPrepared(built: Built): PreparedModule {
  if ('file' in built) return {file: built.file, sourceMaps: true}
  const text = built.errors.map(describe).join('\n')
  const unresolved = built.errors.some((error) => error.text.startsWith('Could not resolve'))
  return {
    failure: unresolved
      ? runtimeErrorPayload('Runtime.ImportModuleError', `Error: ${text}`)
      : runtimeErrorPayload('Runtime.UserCodeSyntaxError', `SyntaxError: ${text}`),
  }
}

function describe({text, location}: Message): string {
  return location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`
}

/** Node's own rule: by extension, else by `type` of the nearest package.json. */
function moduleFormat(file: string): Format {
  if (extname(file) === '.mts') return 'esm'
  return extname(file) !== '.cts' && nearestType(dirname(file)) === 'module' ? 'esm' : 'cjs'
}

function nearestType(directory: string): unknown {
  const manifest = join(directory, 'package.json')
  if (existsSync(manifest)) return typeOf(readFileSync(manifest, 'utf8'))
  const parent = dirname(directory)
  return parent === directory ? undefined : nearestType(parent)
}

/** A package.json that is no JSON counts as one without a type; whatever needs the file will say so. */
function typeOf(manifest: string): unknown {
  try {
    const parsed: unknown = JSON.parse(manifest)
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed ? parsed.type : undefined
  } catch {
    return undefined
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
