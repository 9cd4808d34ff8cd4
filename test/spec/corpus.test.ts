import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {loadApi} from '../../src/spec/load-api.js'
import {restLosses} from '../../src/spec/rest/losses.js'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {toRestApi} from '../../src/spec/to-rest-api.js'
import type {Substitute} from '../../src/spec/variables.js'
import {parsed} from './support.js'

/** Real definitions, where they are present beside the project. */
const beside = fileURLToPath(new URL('../../../shared/corpus/open', import.meta.url))
const folder = beside
const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(json|ya?ml|tpl|tftpl)$/.test(file)) : []

const variables = {'AWS::Region': 'eu-west-1', 'AWS::AccountId': '123456789012', 'AWS::Partition': 'aws'}

/** Values that fit where such names stand. */
const substitute: Substitute = ({name, kind}) => {
  if (kind === 'condition') return 'true'
  if (/url|endpoint/i.test(name)) return 'https://backend.example.com'
  return /arn/i.test(name) ? 'arn:aws:lambda:eu-west-1:123456789012:function:x' : 'stand-in'
}

test.skipIf(files.length > 0)('corpus: skipped, the folder of real definitions is not here', () => {
  assert.equal(files.length, 0)
})

for (const file of files) {
  for (const kind of ['rest', 'http'] as const) {
    test(`corpus: ${file} is a ${kind} API that survives a round trip, or is refused at a place`, async () => {
      const {api, problems} = await loadApi(path.join(folder, file), {kind, variables, substitute, cwd: folder})
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n')
      for (const problem of problems) {
        assert.ok(problem.line >= 1 && problem.line <= lines.length, `${problem.code} at line ${problem.line}`)
        assert.ok(problem.column >= 1 && problem.column <= (lines[problem.line - 1] ?? '').length + 1)
        assert.ok([problem.code, problem.what, problem.why, problem.fix].every((text) => text !== ''))
      }
      if (api === undefined) {
        assert.ok(problems.some((problem) => problem.severity === 'error'))
      } else if (api.kind === 'rest') {
        const document = parsed(JSON.stringify(fromRestApi(api)), 'api.json')
        assert.deepEqual(toRestApi(document, {documentation: 'explicit', basePath: 'ignore'}).api, api)
        assert.deepEqual(restLosses(api), [])
      } else {
        const document = parsed(JSON.stringify(fromHttpApi(api)), 'api.json')
        assert.deepEqual(toHttpApi(document, {basePath: 'ignore'}).api, api)
      }
    })
  }
}
