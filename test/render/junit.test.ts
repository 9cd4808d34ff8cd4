import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderJunit} from '../../src/render/junit.js'

test('renderJunit: counts, and keeps what XML cannot hold out', () => {
  const failure = {message: 'a "b"', text: '<c> & \u0000\u001b'}
  assert.equal(
    renderJunit('vtl', [
      {name: 'one', className: 'a.vtl'},
      {name: 'two & three', className: 'b.vtl', failure},
    ]),
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="vtl" tests="2" failures="1">',
      '  <testsuite name="vtl" tests="2" failures="1">',
      '    <testcase name="one" classname="a.vtl"/>',
      '    <testcase name="two &amp; three" classname="b.vtl">',
      '      <failure message="a &quot;b&quot;">&lt;c&gt; &amp; \ufffd\ufffd</failure>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  )
})
