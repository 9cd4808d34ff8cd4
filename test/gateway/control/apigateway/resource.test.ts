import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

type Listed = {items: {id: string; path: string; parentId?: string; resourceMethods?: Members}[]; position?: string}

class ResourceCaller extends Caller {
  readonly api = this.restApi()

  create(pathPart: string, parentId = this.api.rootId): string {
    return this.text('CreateResource', {restApiId: this.api.restApiId, parentId, pathPart}, 'id')
  }

  list(members: Members = {}): Listed {
    return this.call('GetResources', {restApiId: this.api.restApiId, limit: 500, ...members}) as Listed
  }

  patch(resourceId: string, op: string, path: string, value?: string): Members {
    return {restApiId: this.api.restApiId, resourceId, patchOperations: [{op, path, value}]}
  }
}

test('resources are listed by path, variables after names', () => {
  const caller = new ResourceCaller()
  caller.create('{proxy+}')
  const parent = caller.create('parent')
  caller.create('{child}', parent)
  const child = caller.create('child', parent)
  caller.create('{proxy+}', child)
  assert.deepEqual(
    caller.list().items.map(({path}) => path),
    ['/', '/parent', '/parent/child', '/parent/child/{proxy+}', '/parent/{child}', '/{proxy+}'],
  )
})

test('CreateResource: answers id, parent, part and path', () => {
  const caller = new ResourceCaller()
  const {restApiId, rootId} = caller.api
  const answer = caller.call('CreateResource', {restApiId, parentId: rootId, pathPart: 'pets'})
  assert.deepEqual(answer, {id: answer['id'], parentId: rootId, pathPart: 'pets', path: '/pets'})
  assert.equal(String(answer['id']).length, 6)
})

const refusals = [
  {
    name: 'an unknown parent',
    pathPart: 'x',
    parent: 'fake',
    refusal: 'NotFoundException: Invalid Resource identifier specified',
  },
  {
    name: 'a name that is taken',
    pathPart: 'pets',
    refusal: 'ConflictException: Another resource with the same parent already has this name: pets',
  },
  {
    name: 'a second variable',
    pathPart: '{other}',
    refusal:
      'BadRequestException: A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
  },
  {
    name: 'a child of a greedy variable',
    pathPart: 'child',
    parent: '{proxy+}',
    refusal: 'BadRequestException: Cannot create a child of a resource with a greedy path variable: {proxy+}',
  },
  ...['a b', 'a/b', '{a', 'a{b}', '{}', 'é', ''].map((pathPart) => ({
    name: `the part ${JSON.stringify(pathPart)}`,
    pathPart,
    refusal:
      "BadRequestException: Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
  })),
]

for (const {name, pathPart, parent, refusal} of refusals) {
  test(`CreateResource: refuses ${name}`, () => {
    const caller = new ResourceCaller()
    caller.create('pets')
    const greedy = caller.create('{proxy+}')
    const {restApiId, rootId} = caller.api
    const parentId = parent === undefined ? rootId : parent === '{proxy+}' ? greedy : parent
    assert.equal(caller.refusal('CreateResource', {restApiId, parentId, pathPart}), refusal)
  })
}

test('UpdateResource: a new part moves everything below', () => {
  const caller = new ResourceCaller()
  const pets = caller.create('pets')
  caller.create('{id}', caller.create('list', pets))
  assert.deepEqual(caller.call('UpdateResource', caller.patch(pets, 'replace', '/pathPart', 'dogs')), {
    id: pets,
    parentId: caller.api.rootId,
    path: '/dogs',
    pathPart: 'dogs',
  })
  assert.deepEqual(
    caller.list().items.map(({path}) => path),
    ['/', '/dogs', '/dogs/list', '/dogs/list/{id}'],
  )
})

test('UpdateResource: a new parent moves everything below', () => {
  const caller = new ResourceCaller()
  const pets = caller.create('pets')
  const sub = caller.create('subpets', pets)
  caller.create('deep', sub)
  caller.call('UpdateResource', caller.patch(sub, 'replace', '/parentId', caller.api.rootId))
  assert.deepEqual(
    caller.list().items.map(({path}) => path),
    ['/', '/pets', '/subpets', '/subpets/deep'],
  )
})

const updateRefusals = [
  {
    path: '/invalid',
    refusal:
      "BadRequestException: Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
  },
  {path: '/parentId', value: 'fake', refusal: 'NotFoundException: Invalid Resource identifier specified'},
  {path: '/parentId', value: 'below', refusal: 'BadRequestException: Resources cannot be cyclical.'},
  {path: '/parentId', value: 'self', refusal: 'BadRequestException: Resources cannot be cyclical.'},
  {
    path: '/pathPart',
    value: 'cats',
    refusal: 'ConflictException: Another resource with the same parent already has this name: cats',
  },
  {
    op: 'remove',
    path: '/pathPart',
    refusal:
      "BadRequestException: Invalid patch path  '/pathPart' specified for op 'remove'. Please choose supported operations",
  },
  {
    op: 'add',
    path: '/pathPart',
    value: 'x',
    refusal:
      "BadRequestException: Invalid patch path  '/pathPart' specified for op 'add'. Please choose supported operations",
  },
  {
    on: 'root',
    path: '/pathPart',
    value: 'x',
    refusal: 'BadRequestException: Root resource cannot update its pathPart.',
  },
  {
    on: 'root',
    path: '/parentId',
    value: 'x',
    refusal: 'BadRequestException: Root resource cannot update its parentId.',
  },
]

for (const {on, op = 'replace', path, value, refusal} of updateRefusals) {
  test(`UpdateResource: refuses ${op} ${path} ${value ?? ''} ${on === 'root' ? 'of the root' : ''}`, () => {
    const caller = new ResourceCaller()
    caller.create('cats')
    const pets = caller.create('pets')
    const below = caller.create('below', pets)
    const values: Record<string, string> = {below, self: pets}
    const target = on === 'root' ? caller.api.rootId : pets
    const input = caller.patch(target, op, path, value === undefined ? undefined : (values[value] ?? value))
    assert.equal(caller.refusal('UpdateResource', input), refusal)
  })
}

test('DeleteResource: takes the subtree with it', () => {
  const caller = new ResourceCaller()
  const pets = caller.create('pets')
  const below = caller.create('below', pets)
  const {restApiId} = caller.api
  caller.call('DeleteResource', {restApiId, resourceId: pets})
  assert.deepEqual(
    caller.list().items.map(({path}) => path),
    ['/'],
  )
  assert.equal(
    caller.refusal('DeleteResource', {restApiId, resourceId: below}),
    'NotFoundException: Invalid Resource identifier specified',
  )
})

test('GetResources: shows verbs only, and whole methods when they are embedded', () => {
  const caller = new Caller()
  const {restApiId, rootId} = caller.mockApi()
  const listed = caller.call('GetResources', {restApiId})
  assert.deepEqual(listed, {items: [{id: rootId, path: '/', resourceMethods: {GET: {}}}]})
  const [embedded] = (caller.call('GetResources', {restApiId, embed: ['methods']}) as Listed).items
  const method = caller.call('GetMethod', {restApiId, resourceId: rootId, httpMethod: 'GET'})
  assert.deepEqual(embedded?.resourceMethods, {GET: method})
})

test('GetResources: pages through 600 resources in two calls', () => {
  const caller = new ResourceCaller()
  for (let index = 0; index < 599; index += 1) caller.create(`r${index}`)
  const first = caller.list()
  const second = caller.list({position: first.position})
  assert.deepEqual([first.items.length, second.items.length, second.position], [500, 100, undefined])
  assert.equal(new Set([...first.items, ...second.items].map(({path}) => path)).size, 600)
})
