// Writes test/vtl/*.jsonl anew: every case of sources/, and random ones, with what the oracle answers. Needs a JDK, see README.md.
import {spawnSync} from 'node:child_process'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {basename} from 'node:path'
import {fileURLToPath} from 'node:url'
import {randomTemplates} from './random.js'

const here = new URL('./', import.meta.url)
const fixtures = new URL('../../test/vtl/', here)
const inputs = JSON.parse(readFileSync(new URL('inputs.json', fixtures), 'utf8'))

for (const file of readdirSync(new URL('sources/', here)).sort()) {
  const groups = JSON.parse(readFileSync(new URL(`sources/${file}`, here), 'utf8'))
  write(basename(file, '.json'), Object.entries(groups).flatMap(toCases))
}
write(
  'random',
  randomTemplates(20_261_121, 300).map((template) => ({group: 'random', template})),
)

/** A group is a list of templates, or one template for many bodies or many JSON paths (which it finds as parameter p). */
function toCases([group, source]) {
  if (Array.isArray(source)) return source.map((template) => ({group, template}))
  const {template, body, bodies, paths} = source
  if (bodies !== undefined) return bodies.map((each) => ({group, template, body: each}))
  return paths.map((path) => ({group, template, body, params: {path: {}, querystring: {p: path}, header: {}}}))
}

/** One case per line. `expected` is the text, or null together with the `error` Java gave. */
function write(name, cases) {
  const answers = ask(cases)
  const lines = cases.map((given, index) => {
    const {text, error} = answers[index]
    return JSON.stringify(text === undefined ? {...given, expected: null, error} : {...given, expected: text})
  })
  writeFileSync(new URL(`${name}.jsonl`, fixtures), `${lines.join('\n')}\n`)
  process.stdout.write(
    `${name}: ${cases.length} cases, ${answers.filter(({error}) => error !== undefined).length} errors\n`,
  )
}

function ask(cases) {
  const lines = cases.map((given) => JSON.stringify({...inputs, ...given}))
  const run = spawnSync(fileURLToPath(new URL('run.sh', here)), {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (run.status !== 0) throw new Error(`The oracle failed: ${run.stderr}`)
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
