import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Plan} from '../../src/plan/plan.js'
import {githubAnnotations} from '../../src/render/github-annotations.js'
import {renderPlanMarkdown} from '../../src/render/plan-markdown.js'

const empty: Plan = {
  formatVersion: 1,
  api: {kind: 'rest', name: 'pets'},
  target: {name: 'prod', region: 'eu-west-1'},
  changes: [],
  findings: [],
  execution: {way: 'granular', calls: []},
  budget: {granular: {calls: 2, seconds: 1}, import: {impossible: 'not now'}},
  liveHash: '',
  contentHash: '',
}

test('a plan without changes says so', () => {
  assert.match(renderPlanMarkdown(empty), /^### REST API pets on prod .*\n\nNo changes\.\n$/)
})

test('changes are rows, findings a list', () => {
  const fields = [{path: 'operationName', before: 'a', after: 'b'}]
  const markdown = renderPlanMarkdown({
    ...empty,
    changes: [
      {action: 'update', kind: 'method', address: 'x', name: 'GET /pets', before: {}, after: {}, fields},
      {action: 'delete', kind: 'method', address: 'y', name: 'GET /old', before: {}},
    ],
    findings: [
      {rule: 'route-removed', on: 'GET /old', what: 'The route goes.'},
      {rule: 'route-opened', on: 'GET /pets', what: 'It opens.', allowed: 'it is public'},
    ],
  })
  assert.match(markdown, /\| ✏️ \| Routes \| `GET \/pets` \| .*operationName {2}a → b.* \|/)
  assert.match(markdown, /\| ➖ \| Routes \| `GET \/old` \|/)
  assert.match(
    markdown,
    /#### Refused unless allowed\n\n- \*\*route-removed\*\* \(breaking\) `GET \/old`: The route goes\./,
  )
  assert.match(markdown, /#### Allowed\n\n- \*\*route-opened\*\* \(risky\) `GET \/pets`: It opens\. \(it is public\)/)
})

test('names cannot add markup, and annotations cannot add commands', () => {
  const name = 'GET /`|<script>\n::error::x%0A'
  const hostile = {
    ...empty,
    api: {kind: 'rest' as const, name: '<img src=x>**'},
    changes: [{action: 'create' as const, kind: 'method' as const, address: 'x', name, after: {}}],
    findings: [{rule: 'route-removed' as const, on: name, what: '[link](javascript:x)'}],
  }
  const markdown = renderPlanMarkdown(hostile)
  assert.doesNotMatch(markdown, /<img|\*\*\*|\]\(/)
  assert.match(markdown, /`GET \/'\\\|<script> ::error::x%0A`/)
  assert.equal(
    githubAnnotations(hostile.findings),
    '::error title=route-removed::GET /`|<script> ::error::x%250A: [link](javascript:x)',
  )
})
