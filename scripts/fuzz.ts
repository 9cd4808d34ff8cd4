import fc from 'fast-check'
import {targets} from './fuzz/targets.js'
import type {Target} from './fuzz/targets.js'

// Feeds made-up input to every parser of what comes from outside, for FUZZ_SECONDS in all (default 60). Any error that is
// no refusal, and any input that takes longer than five seconds, is a finding. FUZZ_SEED repeats a run.

/** Inputs of one round: the clock is looked at between rounds. */
const roundSize = 100
const slowMs = 5000
/** One parser is left after so many findings: the next are mostly the same. */
const mostFindings = 3

type Fuzzed = {rounds: number; inputs: number; findings: readonly string[]}

async function fuzz(target: Target, seed: number, budgetMs: number): Promise<Fuzzed> {
  const end = performance.now() + budgetMs
  const findings: string[] = []
  let [rounds, inputs] = [0, 0]
  while (performance.now() < end && findings.length < mostFindings) {
    const roundSeed = (seed + rounds) | 0
    const property = fc.asyncProperty(target.input, (text) => readOne(target, text))
    const {failed, numRuns, counterexample, errorInstance} = await fc.check(property, {
      seed: roundSeed,
      numRuns: roundSize,
      interruptAfterTimeLimit: Math.max(1000, budgetMs),
    })
    rounds += 1
    inputs += numRuns
    if (failed)
      findings.push(`FUZZ_SEED=${roundSeed} ${JSON.stringify(counterexample?.[0])}\n    ${told(errorInstance)}`)
  }
  return {rounds, inputs, findings}
}

async function readOne({read, refusals}: Target, text: string): Promise<void> {
  const start = performance.now()
  try {
    await read(text)
  } catch (error) {
    if (!refusals.some((refusal) => error instanceof refusal)) throw error
  }
  const ms = performance.now() - start
  if (ms > slowMs) throw new Error(`It took ${Math.round(ms)} ms.`)
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join('\n    ') : String(error)
}

const seconds = Number(process.env.FUZZ_SECONDS ?? 60)
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
let found = 0
console.log(`${targets.length} parsers, ${seconds} seconds, FUZZ_SEED=${seed}`)
for (const target of targets) {
  const {rounds, inputs, findings} = await fuzz(target, seed, (seconds * 1000) / targets.length)
  await target.close?.()
  found += findings.length
  console.log(`${target.name.padEnd(24)} ${rounds} rounds  ${inputs} inputs  ${findings.length} findings`)
  for (const finding of findings) console.log(`  ${finding}`)
}
process.exitCode = found === 0 ? 0 : 1
