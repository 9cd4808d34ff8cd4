// The SDK's notice about Node.js 20 is not about us.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

import {parseArgs} from 'node:util'
import {growthLine, sampleLine} from './soak/lines.js'
import {runSoak} from './soak/run-soak.js'

// Mixed traffic, deployments and a failing backend against the built gateway: `npm run soak -- --duration 10m`. Fails
// when an answer is none of those that it may be, when content is older than what was acknowledged, or when the gateway
// keeps more and more.

const {values} = parseArgs({
  options: {duration: {type: 'string', default: '10m'}, clients: {type: 'string', default: '24'}},
})
const durationMs = parseDuration(values.duration)
console.log(`soak: ${values.duration}, ${values.clients} clients`)
const report = await runSoak({
  ...{durationMs, clients: Number(values.clients), random: Math.random},
  onSample: (sample, requests) => console.log(sampleLine(sample, requests)),
})

console.log()
for (const [name, count] of Object.entries(report.counts)) console.log(`${name.padEnd(28)} ${count}`)
console.log(
  `\n${report.requests} requests, ${report.deployments} deployments, ${report.stageChanges} changes of a stage, ` +
    `${report.otherApis} other APIs made and deleted`,
)
for (const growth of report.growth) console.log(growthLine(growth))
const {before, after} = report.idle
console.log(
  `sockets before traffic ${before.sockets}, after it ${after.sockets}; threads ${before.threads}, ${after.threads}`,
)
for (const {where, what, count} of report.complaints) console.log(`FAILED ${where}, ${count} times: ${what}`)
// What grows in the first minutes is caches and compiled code.
const leaks = durationMs < 120_000 ? [] : report.growth.filter(({isLeak}) => isLeak)
const isClean = report.complaints.length === 0 && leaks.length === 0 && report.exitCode === 0
console.log(isClean ? 'soak: passed' : `soak: failed (exit code of the gateway: ${report.exitCode})`)
process.exitCode = isClean ? 0 : 1

/** `90s`, `10m` -> milliseconds. */
function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+)(s|m)$/.exec(text) ?? []
  if (amount === undefined) throw new Error(`--duration ${text}: write it like 20s or 10m.`)
  return Number(amount) * (unit === 'm' ? 60_000 : 1_000)
}
