import assert from 'node:assert/strict'
import {test} from 'vitest'
import {namesPlace} from '../../src/completion/names-place.js'

const flags = [
  {line: ['deploy', '--stage', 'prod', ''], found: {stage: 'prod'}},
  {line: ['deploy', '-s', 'prod', '--region=eu-west-1', ''], found: {stage: 'prod', region: 'eu-west-1'}},
  {line: ['deploy', '--profile', '=', 'shop', ''], found: {profile: 'shop'}},
  {line: ['deploy', '--stage', 'pr'], found: {}},
  {line: ['deploy', '--stage', '=', 'pr'], found: {}},
  {line: ['deploy', '--target', 'aws', '--stage'], found: {target: 'aws'}},
]

for (const {line, found} of flags) {
  test(`namesPlace: ${line.join(' ')} says ${JSON.stringify(found)}`, () => {
    assert.deepEqual(namesPlace(line, {cwd: '/', env: {}}).flags, found)
  })
}

test('namesPlace: another folder, flag, stage, account or region is another place', () => {
  const at = (words: readonly string[], cwd: string, env = {}): string => namesPlace([...words, ''], {cwd, env}).key
  const keys = [
    at([], '/a'),
    at([], '/b'),
    at(['--stage', 'prod'], '/a'),
    ...['APIGW_STAGE', 'APIGW_TARGET', 'AWS_PROFILE', 'AWS_REGION', 'AWS_ACCESS_KEY_ID'].map((name) => at([], '/a', {[name]: 'x'})), // prettier-ignore
  ]
  assert.equal(new Set(keys).size, keys.length)
  assert.equal(at([], '/a', {PWD: '/c'}), keys[0])
})
