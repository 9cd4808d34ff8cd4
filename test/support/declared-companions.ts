import assert from 'node:assert/strict'
import {parseSettings} from '../../src/config/parse-settings.js'
import {toCompanions} from '../../src/config/to-companions.js'
import type {Companions} from '../../src/model/companion.js'

/** What these lines of apigw.yaml declare beside the API, for a stage of a project that has `dev` and `prod`. */
export function declaredCompanions(yaml: string, stageName = 'prod'): Companions {
  const {settings, problems} = parseSettings(`name: pets\nstages: {dev: {}, prod: {}}\n${yaml}`, 'apigw.yaml')
  assert.ok(settings !== undefined, JSON.stringify(problems))
  return toCompanions(settings, stageName, 'pets')
}
