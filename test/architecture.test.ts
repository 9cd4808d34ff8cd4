import assert from 'node:assert/strict'
import {cruise} from 'dependency-cruiser'
import type {ICruiseResult, IForbiddenRuleType} from 'dependency-cruiser'
import {test} from 'vitest'

/**
 * Who may import whom, besides itself: the table of CONTRIBUTING.md. A folder that is missing here may not exist.
 * `gateway/*` parts are rows of their own, because control and data meet only in the store.
 */
const mayImport: Record<string, readonly string[]> = {
  errors: [],
  model: [],
  vtl: [],
  spec: ['errors', 'model'],
  config: ['errors', 'model'],
  plan: ['errors', 'model'],
  render: ['errors', 'model', 'plan'],
  aws: ['errors', 'model'],
  metrics: ['errors', 'model', 'aws'],
  audit: ['errors', 'model'],
  'sdk-export': ['errors', 'model', 'aws'],
  apply: ['errors', 'model', 'plan', 'aws'],
  'gateway/store': ['errors', 'model'],
  'gateway/identity': ['errors', 'model', 'gateway/store'],
  'gateway/control': ['errors', 'model', 'spec', 'gateway/store', 'gateway/identity', 'gateway/data/ports.ts'],
  'gateway/data': ['errors', 'model', 'vtl', 'gateway/store', 'gateway/identity'],
  gateway: [
    ...['errors', 'model', 'spec', 'vtl'],
    ...['gateway/store', 'gateway/identity', 'gateway/control', 'gateway/data'],
  ],
  ui: ['errors'],
  cli: ['errors', 'config', 'aws', 'ui'],
  project: [
    'errors',
    'model',
    'vtl',
    'config',
    'spec',
    'plan',
    'apply',
    'aws',
    'metrics',
    'audit',
    'sdk-export',
    'gateway',
  ],
  resource: ['errors', 'model'],
  account: ['errors', 'model', 'plan', 'aws', 'resource'],
  'resource-command': ['errors', 'model', 'aws', 'plan', 'render', 'project', 'ui', 'cli', 'resource', 'account'],
  completion: ['errors', 'model', 'config', 'aws', 'cli', 'project'],
  commands: ['*'],
}

/** Packages with one home: everything else asks that folder. */
const homes: Record<string, readonly string[]> = {
  '@aws-sdk/': ['aws'],
  '@redocly/': ['spec'],
  libsql: ['gateway/store'],
  'openapi-typescript': ['sdk-export'],
  inquirer: ['ui'],
  'cli-table3': ['ui', 'render'],
}

const rows = Object.keys(mayImport)

/** Regular expression for the files of a row, without those of rows nested in it. */
function filesOf(row: string): {path: string; pathNot?: string} {
  if (row.endsWith('.ts')) return {path: `^src/${row}$`}
  const nested = rows.filter((other) => other.startsWith(`${row}/`))
  return nested.length === 0 ? {path: `^src/${row}/`} : {path: `^src/${row}/`, pathNot: `^src/(${nested.join('|')})/`}
}

function folderRule(row: string, allowed: readonly string[]): IForbiddenRuleType {
  const open = [row, ...allowed].map((other) => (other.endsWith('.ts') ? `${other}$` : `${other}/`))
  const nested = rows.filter((other) => other.startsWith(`${row}/`) && !allowed.includes(other))
  return {
    name: `${row} imports only ${allowed.join(', ') || 'itself'}`,
    severity: 'error',
    from: filesOf(row),
    to: {path: ['^src/', ...nested.map((other) => `^src/${other}/`)], pathNot: `^src/(${open.join('|')})`},
  }
}

const rules: IForbiddenRuleType[] = [
  ...Object.entries(mayImport)
    .filter(([, allowed]) => !allowed.includes('*'))
    .map(([row, allowed]) => folderRule(row, allowed)),
  {
    name: 'a command never imports another command',
    severity: 'error',
    from: {path: '^src/commands/'},
    to: {path: '^src/commands/'},
  },
  {
    name: 'nobody but commands imports commands',
    severity: 'error',
    from: {path: '^src/', pathNot: '^src/commands/'},
    to: {path: '^src/commands/'},
  },
  {
    name: 'no folder outside the table',
    severity: 'error',
    from: {path: '^src/', pathNot: `^src/(${rows.join('|')})/`},
    to: {},
  },
  {name: 'no cycles', severity: 'error', from: {}, to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}}},
  ...Object.entries(homes).map(([name, folders]): IForbiddenRuleType => ({
    name: `only ${folders.join(' and ')} import ${name}`,
    severity: 'error',
    from: {path: '^src/', pathNot: `^src/(${folders.join('|')})/`},
    to: {path: `node_modules/${name}`},
  })),
]

async function violations(): Promise<string[]> {
  const result = await cruise(['src'], {
    ruleSet: {forbidden: rules},
    validate: true,
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    doNotFollow: {path: 'node_modules'},
  })
  const {summary} = result.output as ICruiseResult
  return summary.violations.map((violation) => `${violation.from} -> ${violation.to}: ${violation.rule.name}`).sort()
}

test('imports follow the table of CONTRIBUTING.md', async () => {
  assert.deepEqual(await violations(), [])
})
