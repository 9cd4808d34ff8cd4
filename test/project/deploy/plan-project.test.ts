import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseSettings} from '../../../src/config/parse-settings.js'
import type {Plan} from '../../../src/plan/plan.js'
import {locatorOf} from '../../../src/project/locator-of.js'
import {requireSamePlace} from '../../../src/project/deploy/plan-project.js'
import type {Project} from '../../../src/project/project.js'

const {settings} = parseSettings('name: pets', 'apigw.yaml')
assert.ok(settings !== undefined)
const shared = {folder: '/pets', file: '/pets/apigw.yaml', settings, stageName: 'prod'}

function project(target: Omit<Project['target'], 'origins'>): Project {
  return {...shared, target: {...target, origins: {}}}
}

function plan(name: string, region: string): Plan {
  return {
    formatVersion: 1,
    api: {kind: 'rest', name},
    target: {name: 'prod', region},
    changes: [],
    findings: [],
    execution: {way: 'granular', calls: []},
    budget: {granular: {calls: 0, seconds: 0}, import: {calls: 0, seconds: 0}},
    liveHash: '',
    contentHash: '',
  }
}

const here = project({target: 'aws', region: 'eu-west-1'})

test('requireSamePlace lets a plan through that was made for this project and region', () => {
  requireSamePlace(plan('pets', 'eu-west-1'), here)
  requireSamePlace(plan('pets', 'us-east-2'), project({target: 'aws'}))
})

for (const elsewhere of [plan('shop', 'eu-west-1'), plan('pets', 'us-east-2')]) {
  test(`requireSamePlace refuses a plan for ${elsewhere.api.name} in ${elsewhere.target.region}`, () => {
    assert.throws(() => requireSamePlace(elsewhere, here), {code: 'PLAN_ELSEWHERE', exit: 'refused'})
  })
}

const locators = [
  {name: 'by the tag of the project', project: here, locator: {by: 'project', project: 'pets'}},
  {
    name: 'by the id of its stage on AWS',
    project: project({target: 'aws', apiId: 'a1'}),
    locator: {by: 'id', apiId: 'a1'},
  },
  {
    name: 'by the tag on the local gateway, which has no id of AWS',
    project: project({target: 'local', apiId: 'a1'}),
    locator: {by: 'project', project: 'pets'},
  },
]

for (const {name, project: located, locator} of locators) {
  test(`the API is found ${name}`, () => {
    assert.deepEqual(locatorOf(located), locator)
  })
}
