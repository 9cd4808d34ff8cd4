#!/usr/bin/env node
// Runs the sources without a build: `bin/dev.js plan` is `apigw plan`.
import {register} from 'tsx/esm/api'

register()
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
const {main} = await import('../src/cli/run.ts')
await main(process.argv.slice(2), new URL('..', import.meta.url), {from: 'sources'})
