import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {format} from 'prettier'
import {test} from 'vitest'
import {withCoverage} from '../../scripts/readme-coverage.js'

test('the README tells the coverage of the local gateway as it is (npm run gen:readme)', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const options = {parser: 'markdown', printWidth: 120, semi: false, singleQuote: true, bracketSpacing: false}
  assert.equal(await format(withCoverage(readme), options), readme)
})
