/**
 * Runs before `npm test`. On a CI machine (CI=true, Debian, root) it installs the clients that the gateway is driven
 * with and that no npm package brings; tests of a client that is missing are skipped. Elsewhere it changes nothing.
 */
import {spawnSync} from 'node:child_process'

/** Program -> Debian's package. */
const clients: Readonly<Record<string, string>> = {aws: 'awscli', chromium: 'chromium', python3: 'python3'}
const limitMs = 150_000

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], {stdio: 'ignore', timeout: 30_000}).status === 0
}

function install(packages: readonly string[]): boolean {
  const options = {stdio: 'ignore', timeout: limitMs, env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}} as const
  const steps = [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]
  return steps.every((step) => spawnSync('apt-get', step, options).status === 0)
}

const missing = Object.keys(clients).filter((program) => !isThere(program))
if (missing.length > 0) {
  const mayInstall = process.env.CI === 'true' && process.getuid?.() === 0 && isThere('apt-get')
  const isDone = mayInstall && install(missing.flatMap((program) => clients[program] ?? []))
  const outcome = isDone ? 'installed' : 'not on this machine: their tests are skipped'
  process.stderr.write(`Clients for tests: ${missing.join(', ')} ${outcome}.\n`)
}
