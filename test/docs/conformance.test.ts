import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'vitest'
import {conformancePage, totalsIn} from '../../scripts/docs/conformance-page.js'

const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8')

test('docs/conformance.md tells what the registry says (npm run gen:conformance)', async () => {
  const totals = totalsIn(page)
  assert.ok(totals.length > 5 && totals.every(({failed}) => failed === 0), 'the totals of the cases are not found')
  assert.equal(page, await conformancePage(totals))
})
