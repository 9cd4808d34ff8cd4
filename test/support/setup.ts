import assert from 'node:assert/strict'
import {afterAll} from 'vitest'

// The AWS SDK prints a notice on Node.js 20 whenever a client is made; only the exact string "true" silences it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
// Tests decide themselves which credentials, region and project they see.
for (const name of Object.keys(process.env)) {
  if (/^APIGW_|^AWS_(?!SDK_JS_)/.test(name)) Reflect.deleteProperty(process.env, name)
}
process.env.AWS_CONFIG_FILE = '/nonexistent'
process.env.AWS_SHARED_CREDENTIALS_FILE = '/nonexistent'
process.env.AWS_EC2_METADATA_DISABLED = 'true'

const environment = {...process.env}
const found = ofTheProcess()

// The next file runs in the same process, and would pass or fail by what this one has left there.
afterAll(() => assert.deepEqual(ofTheProcess(), found, 'This file has changed the process for the files after it.'))

function ofTheProcess(): object {
  const names = new Set([...Object.keys(environment), ...Object.keys(process.env)])
  // Names only: the report of a failure is no place for the values of somebody's environment.
  const changed = [...names].filter((name) => process.env[name] !== environment[name])
  const signals = ['SIGINT', 'SIGTERM', 'exit'].map((event) => process.listenerCount(event))
  return {changed, signals, cwd: process.cwd(), exitCode: process.exitCode, fetch: globalThis.fetch}
}
