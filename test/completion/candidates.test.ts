import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import type {Interfaces} from '@oclif/core'
import {test} from 'vitest'
import {beginning, expect} from '../../src/completion/candidates.js'

const manifest = new URL('../../oclif.manifest.json', import.meta.url)
const {commands} = JSON.parse(readFileSync(manifest, 'utf8')) as Interfaces.Manifest

const words = [
  {line: ['pla'], offered: ['plan']},
  {line: ['local', 'st'], offered: ['start', 'status', 'stop']},
  {line: ['local', 'clock', 'ad'], offered: ['advance']},
  {line: ['plan', '--det'], offered: ['--detailed-exitcode']},
  {line: ['plan', '--format', 'm'], offered: ['markdown']},
  {line: ['plan', '--target', ''], offered: ['aws', 'local']},
  {line: ['nonsense', ''], offered: []},
  {line: ['constructor', ''], offered: []},
  {line: ['vtl', 'render', ''], offered: []},
  {line: ['route', 'a'], offered: ['add']},
  {line: ['tag', 'list', 'usage'], offered: ['usage-plan']},
]

for (const {line, offered} of words) {
  test(`apigw ${line.join(' ')} offers ${offered.join(', ') || 'nothing'}`, () => {
    const candidates = beginning(line.at(-1) ?? '', expect(line, commands).words)
    assert.deepEqual(
      candidates.map(({word}) => word),
      offered,
    )
  })
}

const named = [
  {line: ['deploy', '--stage', ''], names: 'projectStage'},
  {line: ['deploy', '-s', 'p'], names: 'projectStage'},
  {line: ['api', 'show', ''], names: 'api'},
  {line: ['authorizer', 'show', ''], names: 'authorizer'},
  {line: ['authorizer', 'show', 'token', 'p'], names: 'api'},
  {line: ['authorizer', 'show', '--stage', 'dev', ''], names: 'authorizer'},
  {line: ['authorizer', 'show', '--json', 'token', ''], names: 'api'},
  {line: ['integration', 'show', 'GET /p'], names: 'route'},
  {line: ['route', 'add', 'GET /pets', ''], names: 'api'},
  {line: ['docs', 'show', 'GET /p'], names: 'route'},
  {line: ['promote', 'dev', ''], names: 'stage'},
  {line: ['plan', '--out', ''], names: undefined},
  {line: ['init', ''], names: undefined},
]

for (const {line, names} of named) {
  test(`apigw ${line.join(' ')} looks up ${names ?? 'nothing'}`, () => {
    assert.equal(expect(line, commands).names, names)
  })
}
