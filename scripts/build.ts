/**
 * Builds dist/: every command is an entry point of its own, so that a call loads only what it needs; shared code is
 * split into chunks. tsc only checks types. See docs/decisions/0003-bundled-build.md and 0022-code-cache.md.
 */
import {createHash} from 'node:crypto'
import {cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build, transform} from 'esbuild'
import type {BuildOptions, OutputFile} from 'esbuild'
import {Plugin} from '@oclif/core'
import {rootHelp} from '../src/cli/help-text.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
/** Built beside and moved into place, so that a program that is running meanwhile loses its files for no time. */
const fresh = join(root, `dist.${process.pid}`)

/** Loaded on first use and too large, native, or with files of their own. */
const external = ['@redocly/openapi-core', 'esbuild', 'libsql', 'openapi-typescript', 'typescript']

/** How all bundles are made. */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  external,
  logLevel: 'warning',
} satisfies BuildOptions

/** CommonJS packages in an ES module expect these names to exist. */
const banner = [
  `import {createRequire as __createRequire} from 'node:module'`,
  `import {fileURLToPath as __fileUrl} from 'node:url'`,
  `import {dirname as __directory} from 'node:path'`,
  `const require = __createRequire(import.meta.url)`,
  `const __filename = __fileUrl(import.meta.url)`,
  `const __dirname = __directory(__filename)`,
].join(';')

function commandFiles(): string[] {
  const folder = join(root, 'src/commands')
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
}

function entryPoints(): Record<string, string> {
  const entries: Record<string, string> = {
    run: join(root, 'src/cli/run.ts'),
    complete: join(root, 'src/completion/answer-shell.ts'),
    'hooks/command-not-found': join(root, 'src/cli/hooks/command-not-found.ts'),
  }
  for (const file of commandFiles()) {
    entries[relative(join(root, 'src'), file).replace(/\.ts$/, '')] = file
  }
  return entries
}

/** All of the program. esbuild splits only ES modules, whose code Node.js 20 cannot keep: each becomes CommonJS after. */
async function bundleProgram(): Promise<string> {
  const options = {entryPoints: entryPoints(), outdir: fresh, splitting: true, format: 'esm', write: false} as const
  const {outputFiles} = await build({...shared, ...options})
  const hash = createHash('sha256')
  for (const file of outputFiles.sort((one, other) => (one.path < other.path ? -1 : 1))) {
    const code = await toCommonJs(file)
    const path = file.path.replace(/\.js$/, '.cjs')
    hash.update(`${relative(fresh, path)}\n${code}\n`)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, code)
  }
  return hash.digest('hex')
}

/**
 * An ES module of the build as CommonJS. What `import.meta.url` and `import()` are there is said in words that kept code
 * understands too: see src/cli/native-import.ts. The exports stay the object that esbuild defines them on: the copy that
 * it makes for others, who must be able to tell it from an ES module, makes each use slower.
 */
async function toCommonJs({path, text}: OutputFile): Promise<string> {
  const source = text
    .replaceAll(/(?<![\w.$])import\((?!\))/g, '__import(')
    .replaceAll(/"((?:\.{1,2}\/)+[\w-]+-[A-Z0-9]{8})\.js"/g, '"$1.cjs"')
  const {code} = await transform(source, {
    ...{format: 'cjs', platform: 'node', target: 'node20.19', minifyWhitespace: true, minifySyntax: true},
    define: {'import.meta.url': '__url'},
  })
  const root = relative(dirname(path), fresh) || '.'
  return [
    code.includes('__url') ? 'const __url=require("node:url").pathToFileURL(__filename).href;' : '',
    code.includes('__import(') ? `const __import=require("./${root}/native-import.cjs").importFrom(require);` : '',
    code.replace(/module\.exports=__toCommonJS\((\w+)\)/, 'module.exports=$1'),
  ].join('')
}

/** What Node.js itself loads: the loader of the rest, and the program of functions, which run in threads of their own. */
async function bundleStart(buildId: string): Promise<void> {
  const start = {start: join(root, 'src/cli/start.ts'), 'native-import': join(root, 'src/cli/native-import.ts')}
  const define = {buildId: JSON.stringify(buildId)}
  await build({...shared, entryPoints: start, outdir: fresh, format: 'cjs', outExtension: {'.js': '.cjs'}, define})
  const worker = {'function-worker': join(root, 'src/gateway/data/functions/worker.ts')}
  await build({...shared, entryPoints: worker, outdir: fresh, format: 'esm', banner: {js: banner}})
}

/**
 * The manifest spares oclif from loading every command to learn their names and flags; beside each command lies the part
 * that a call of it needs. The root help is static, so that `apigw --help` needs no command at all.
 */
async function writeManifest(): Promise<void> {
  const file = join(root, 'oclif.manifest.json')
  rmSync(file, {force: true})
  const plugin = new Plugin({root, type: 'core', ignoreManifest: true, respectNoCacheDefault: true})
  await plugin.load()
  const {commands, ...rest} = plugin.manifest
  writeFileSync(file, `${JSON.stringify(plugin.manifest)}\n`)
  for (const [id, command] of Object.entries(commands)) {
    const part = {...rest, commands: {[id]: command}}
    writeFileSync(join(dist, 'commands', `${id.replaceAll(':', '/')}.json`), `${JSON.stringify(part)}\n`)
  }
  writeFileSync(join(dist, 'help.txt'), rootHelp(Object.values(commands)))
}

/** The pages of portals: ours, and the viewer's, which is no dependency of the package (docs/decisions/0021). */
function copyPortal(): void {
  const portal = join(fresh, 'portal')
  cpSync(join(root, 'src/sdk-export/portal/page'), portal, {recursive: true})
  for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'LICENSE', 'NOTICE']) {
    cpSync(join(root, 'node_modules/swagger-ui-dist', file), join(portal, file))
  }
}

async function main(): Promise<void> {
  await bundleStart(await bundleProgram())
  cpSync(join(root, 'src/gateway/console/page'), join(fresh, 'console'), {recursive: true})
  copyPortal()
  rmSync(dist, {recursive: true, force: true})
  renameSync(fresh, dist)
  await writeManifest()
}

await main()
