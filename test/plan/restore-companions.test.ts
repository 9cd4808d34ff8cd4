import assert from 'node:assert/strict'
import {test} from 'vitest'
import {noLiveCompanions} from '../../src/model/companion.js'
import type {LiveCompanions} from '../../src/model/companion.js'
import {statementPrefix, statementSuffix} from '../../src/plan/diff/permissions.js'
import {restoreCompanions} from '../../src/plan/restore-companions.js'

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:list'
const group = 'arn:aws:logs:eu-west-1:000000000000:log-group:pets'
const source = 'prod/GET/pets'
const sourceArn = `arn:aws:execute-api:eu-west-1:000000000000:a1/${source}`
const own = {sid: `${statementPrefix('a1', 'prod')}${statementSuffix(source)}`, sourceArn}

function permissions(...statements: {sid: string; sourceArn: string}[]): LiveCompanions {
  return {...noLiveCompanions, permissions: {[functionArn]: {state: 'read', statements}}}
}

function logGroup(retentionDays?: number): LiveCompanions {
  const there = {state: 'there', logGroup: retentionDays === undefined ? {} : {retentionDays}} as const
  return {...noLiveCompanions, logGroups: {[group]: there}}
}

const absentGroup: LiveCompanions = {...noLiveCompanions, logGroups: {[group]: {state: 'absent'}}}
const permission = 'invokePermission/list from prod/GET/pets'

const rows: {name: string; before: LiveCompanions; live: LiveCompanions; touched: string[]; changes: string[]}[] = [
  {name: 'a permission that was given goes', before: permissions(), live: permissions(own), touched: [permission], changes: [`delete ${permission}`]}, // prettier-ignore
  {name: 'a permission that was taken back is given again', before: permissions(own), live: permissions(), touched: [permission], changes: [`create ${permission}`]}, // prettier-ignore
  {name: 'a permission that the run did not touch stays', before: permissions(), live: permissions(own), touched: [], changes: []}, // prettier-ignore
  {name: "another API's statement for the same source is not ours", before: permissions(), live: permissions({...own, sid: own.sid.replace('a1', 'b2')}), touched: [permission], changes: []}, // prettier-ignore
  {name: 'a log group that was made goes', before: absentGroup, live: logGroup(14), touched: ['logGroup/pets'], changes: ['delete logGroup/pets']}, // prettier-ignore
  {name: 'a retention that was set is taken away', before: logGroup(), live: logGroup(14), touched: ['logGroup/pets'], changes: ['update logGroup/pets']}, // prettier-ignore
  {name: 'a thing that neither side has is nothing', before: noLiveCompanions, live: noLiveCompanions, touched: ['alarm/pets-prod-errors'], changes: []}, // prettier-ignore
]

for (const {name, before, live, touched, changes} of rows) {
  test(`restoreCompanions: ${name}`, () => {
    const found = restoreCompanions({apiId: 'a1', before, live, touched})
    assert.deepEqual(
      found.map(({action, address}) => `${action} ${address}`),
      changes,
    )
  })
}
