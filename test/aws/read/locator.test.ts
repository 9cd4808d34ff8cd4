import assert from 'node:assert/strict'
import {test} from 'vitest'
import {pickApi} from '../../../src/aws/read/locator.js'
import type {Locator} from '../../../src/aws/read/locator.js'
import {ApigwError} from '../../../src/errors/apigw-error.js'

const items = [
  {id: 'a', name: 'pets', tags: {'apigw:project': 'pets'}},
  {id: 'b', name: 'pets', tags: {'apigw:project': 'twice'}},
  {id: 'c', name: 'other', tags: {'apigw:project': 'twice'}},
  {id: 'd', name: 'untagged'},
]

const cases: {locator: Locator; picked: string | undefined}[] = [
  {locator: {by: 'id', apiId: 'c'}, picked: 'c'},
  {locator: {by: 'project', project: 'pets'}, picked: 'a'},
  {locator: {by: 'project', project: 'untagged'}, picked: undefined},
  {locator: {by: 'name', name: 'other'}, picked: 'c'},
  {locator: {by: 'name', name: 'nobody'}, picked: undefined},
]

for (const {locator, picked} of cases) {
  test(`pickApi: ${JSON.stringify(locator)} is ${picked ?? 'none'}`, () => {
    assert.equal(pickApi(items, locator)?.id, picked)
  })
}

const ambiguous: Locator[] = [
  {by: 'project', project: 'twice'},
  {by: 'name', name: 'pets'},
]

for (const locator of ambiguous) {
  test(`pickApi: refuses to choose for ${JSON.stringify(locator)}`, () => {
    assert.throws(
      () => pickApi(items, locator),
      (error) => error instanceof ApigwError && error.code === 'API_AMBIGUOUS' && /\bb\b/.test(error.why),
    )
  })
}
