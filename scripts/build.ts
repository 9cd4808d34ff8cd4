/**
 * Builds dist/: every command is an entry point of its own, so that a call loads only what it needs; shared code is
 * split into chunks. tsc only checks types. See docs/decisions/0003-bundled-build.md.
 */
import {cpSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {Plugin} from '@oclif/core'
import {rootHelp} from '../src/cli/help-text.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
/** Built beside and moved into place, so that a program that is running meanwhile loses its files for no time. */
const fresh = join(root, `dist.${process.pid}`)

/** Loaded on first use and too large, native, or with files of their own. */
const external = ['@redocly/openapi-core', 'esbuild', 'libsql', 'openapi-typescript', 'typescript']

/** Bundled CommonJS packages expect these names to exist. */
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
    'function-worker': join(root, 'src/gateway/data/functions/worker.ts'),
    'hooks/command-not-found': join(root, 'src/cli/hooks/command-not-found.ts'),
  }
  for (const file of commandFiles()) {
    entries[relative(join(root, 'src'), file).replace(/\.ts$/, '')] = file
  }
  return entries
}

async function bundle(): Promise<void> {
  await build({
    entryPoints: entryPoints(),
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    banner: {js: banner},
    external,
    logLevel: 'warning',
  })
}

/**
 * The manifest spares oclif from loading every command to learn their names and flags; the root help is static, so that
 * `apigw --help` needs no command at all.
 */
async function writeManifest(): Promise<void> {
  const manifest = join(root, 'oclif.manifest.json')
  rmSync(manifest, {force: true})
  const plugin = new Plugin({root, type: 'core', ignoreManifest: true, respectNoCacheDefault: true})
  await plugin.load()
  writeFileSync(manifest, `${JSON.stringify(plugin.manifest)}\n`)
  writeFileSync(join(dist, 'help.txt'), rootHelp(Object.values(plugin.manifest.commands)))
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
  await bundle()
  cpSync(join(root, 'src/gateway/console/page'), join(fresh, 'console'), {recursive: true})
  copyPortal()
  rmSync(dist, {recursive: true, force: true})
  renameSync(fresh, dist)
  await writeManifest()
}

await main()
