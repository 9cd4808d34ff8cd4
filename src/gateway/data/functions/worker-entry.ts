import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {ApigwError} from '../../../errors/apigw-error.js'

/** Name of the built worker file; the build gives worker.ts an entry of its own with this name. */
const builtName = 'function-worker.js'

/** A bundle's chunks lie at most this many folders below the root of the build. */
const maxDepth = 4

/**
 * File that worker threads start with. In a build it lies beside the program or in a folder above; when the sources run
 * directly (tests, bin/dev.js) worker.ts is bundled into `cacheDirectory` first, because Node cannot run TypeScript.
 * Throws WORKER_FILE_MISSING when there is neither.
 */
export async function findWorkerEntry(cacheDirectory: string): Promise<string> {
  const built = builtCandidates().find((file) => existsSync(file))
  if (built !== undefined) return built
  const source = fileURLToPath(new URL('./worker.ts', import.meta.url))
  if (!existsSync(source)) throw workerMissing()
  const outfile = join(cacheDirectory, 'function-worker.mjs')
  const {build} = await import('esbuild')
  await build({entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20'})
  return outfile
}

function builtCandidates(): string[] {
  const ups = Array.from({length: maxDepth}, (_, depth) => (depth === 0 ? './' : '../'.repeat(depth)))
  return ups.map((up) => fileURLToPath(new URL(up + builtName, import.meta.url)))
}

function workerMissing(): ApigwError {
  return new ApigwError({
    code: 'WORKER_FILE_MISSING',
    exit: 'failure',
    what: 'Lambda functions cannot run: a file of apigw is missing.',
    why: `${builtName} was looked for at ${builtCandidates().join(', ')}.`,
    fix: 'Install apigw again; in a checkout, run "npm run build".',
  })
}
