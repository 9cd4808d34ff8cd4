import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/run-folder.ts'],
    setupFiles: ['test/support/setup.ts'],
    disableConsoleIntercept: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One process per core: vitest would leave a core to itself, and with two cores that is half of the time.
    maxWorkers: '100%',
    // Files share a process per core, and with it every module they import: loading those 450 times took half of the
    // run. What a file changes in its process it has to put back, which test/support/setup.ts checks.
    isolate: false,
    // Commands run as a built program in test/integration; their lines would count as not covered.
    coverage: {include: ['src/**/*.{ts,js}'], exclude: ['src/commands/**'], reporter: ['json-summary', 'text-summary']},
  },
})
