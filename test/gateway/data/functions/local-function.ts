import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {createFunctionRuntime} from '../../../../src/gateway/data/functions/function-runtime.js'
import type {FunctionRuntime} from '../../../../src/gateway/data/functions/function-runtime.js'
import type {InvokeRequest} from '../../../../src/gateway/data/ports.js'
import type {FunctionPolicyStatement, FunctionRecord} from '../../../../src/gateway/store/function-record.js'
import {Store} from '../../../../src/gateway/store/store.js'

/** A function in a temporary folder with the runtime that runs it. */
export type LocalFunction = {
  directory: string
  runtime: FunctionRuntime
  /** `requestId: line`, in the order they were printed. */
  lines: string[]
  /** START, END and REPORT, likewise. */
  platform: string[]
  invoke: (event?: unknown, overrides?: Partial<InvokeRequest>) => ReturnType<FunctionRuntime['invoke']>
  write: (files: Record<string, string>) => void
  change: (changes: Partial<FunctionRecord>) => void
  close: () => Promise<void>
}

export const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:probe'

export function localFunction(
  files: Record<string, string>,
  settings: Partial<FunctionRecord> & {concurrency?: number; permissions?: FunctionPolicyStatement[]} = {},
): LocalFunction {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-test-function-'))
  const write = (contents: Record<string, string>): void => {
    for (const [name, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(directory, name)), {recursive: true})
      writeFileSync(join(directory, name), text)
    }
  }
  write(files)
  const {concurrency = 2, permissions = [], ...record} = settings
  const store = Store.open()
  const change = (changes: Partial<FunctionRecord>): void => {
    const fn = {...newRecord(directory), ...record, ...changes}
    store.transaction(() => store.put('function', [fn.accountId, fn.region, fn.functionName], fn))
  }
  change({})
  store.transaction(() => {
    for (const statement of permissions) {
      store.put('functionPermission', ['123456789012', 'eu-west-1', 'probe', statement.sid], statement)
    }
  })
  const lines: string[] = []
  const platform: string[] = []
  const runtime = createFunctionRuntime({
    store,
    nowMs: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    onLog: (output) => {
      for (const {text, source} of output.lines) {
        const list = source === 'platform' ? platform : lines
        list.push(`${output.requestId}: ${text}`)
      }
    },
    concurrency,
  })
  return {
    directory,
    runtime,
    lines,
    platform,
    write,
    change,
    invoke: (event = {}, overrides = {}) =>
      runtime.invoke({
        functionArn,
        payload: JSON.stringify(event),
        requestId: 'r-1',
        timeoutMs: 20_000,
        sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:api1/prod/GET/pets',
        client: new AbortController(),
        ...overrides,
      }),
    close: async () => {
      await runtime.close()
      store.close()
      rmSync(directory, {recursive: true, force: true})
    },
  }
}

function newRecord(directory: string): FunctionRecord {
  return {
    accountId: '123456789012',
    region: 'eu-west-1',
    functionName: 'probe',
    functionArn,
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    directory,
    timeoutSeconds: 10,
    memoryMb: 128,
    environment: {},
    lastModified: 0,
  }
}
