import assert from 'node:assert/strict'
import {test} from 'vitest'
import {resolveTarget} from '../../src/config/resolve-target.js'
import {listSettings} from '../../src/project/list-settings.js'
import {settingsTable} from '../../src/render/settings-table.js'

test('settings are listed with who said them, in one order', () => {
  const target = resolveTarget({flags: {target: 'aws', profile: 'pets'}, env: {AWS_REGION: 'eu-west-1'}})
  const rows = settingsTable(listSettings(target), {withOrigin: true}).rows
  assert.deepEqual(rows, [
    ['target', 'aws', '--target'],
    ['region', 'eu-west-1', 'AWS_REGION'],
    ['profile', 'pets', '--profile'],
  ])
})

test('what a file says is named with its place', () => {
  const user = {file: '/home/ann/.config/apigw/config.yaml', settings: {target: 'aws', region: 'eu-central-1'} as const}
  const rows = settingsTable(listSettings(resolveTarget({flags: {}, env: {}, user})), {withOrigin: true}).rows
  assert.deepEqual(rows[1], ['region', 'eu-central-1', '/home/ann/.config/apigw/config.yaml: region'])
})
