import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {BasePath} from '../../../src/spec/base-path.js'
import {toRestApi} from '../../../src/spec/to-rest-api.js'
import {brief, parsed} from '../support.js'

const options = {documentation: 'explicit', basePath: 'ignore'} as const

function paths(...all: string[]): string {
  return JSON.stringify({
    openapi: '3.0.1',
    info: {title: 'x'},
    paths: Object.fromEntries(all.map((path) => [path, {}])),
  })
}

test('toRestApi: every resource from the root down, with and without methods', () => {
  const {api, problems} = toRestApi(parsed(paths('/a/{b}/c', '/a/{b}', '/d-e_f.g:h,i/{p+}')), options)
  assert.deepEqual(problems, [])
  assert.deepEqual(api?.resources, ['/', '/a', '/a/{b}', '/a/{b}/c', '/d-e_f.g:h,i', '/d-e_f.g:h,i/{p+}'])
})

const refused = [
  {all: ['pets'], code: 'SPEC_BAD_PATH', aws: 'Unable to create resource at path \'pets\': A path begins with "/".'},
  {
    all: ['/{id}.json'],
    code: 'SPEC_BAD_PATH',
    aws: "Unable to create resource at path '/{id}.json': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
  },
  {
    all: ['/{p+}/x'],
    code: 'SPEC_BAD_PATH',
    aws: "Unable to create resource at path '/{p+}/x': Cannot create a child of a resource with a greedy path variable: {p+}",
  },
  {
    all: ['/pets/{id}', '/pets/{name}/x'],
    code: 'SPEC_PATH_CONFLICT',
    aws: "Unable to create resource at path '/pets/{name}': A sibling ({id}) of this resource already has a variable path part -- only one is allowed",
  },
]

for (const {all, code, aws} of refused) {
  test(`toRestApi: refuses ${all.join(' beside ')}`, () => {
    const {api, problems, errors} = toRestApi(parsed(paths(...all)), options)
    assert.equal(api, undefined)
    assert.deepEqual(
      problems.map((problem) => problem.code),
      [code],
    )
    assert.deepEqual(errors, [aws])
  })
}

test('toRestApi: a slash at the end changes nothing, but two methods may not meet', () => {
  const methods = 'openapi: 3.0.1\ninfo: {title: x}\npaths:\n  /a/: {get: {}}\n  /a: {get: {}}\n'
  const {problems} = toRestApi(parsed(methods), options)
  assert.deepEqual(brief(problems.filter(({code}) => code !== 'SPEC_NO_INTEGRATION')), [
    'warning SPEC_TRAILING_SLASH 4:3',
    'error SPEC_DUPLICATE_METHOD 5:8',
  ])
})

const bases: {name: string; root: string; basePath: BasePath; path: string}[] = [
  {name: 'ignored', root: 'swagger: "2.0"\nbasePath: /a/b/c', basePath: 'ignore', path: '/e'},
  {name: 'put before', root: 'swagger: "2.0"\nbasePath: /a/b/c', basePath: 'prepend', path: '/a/b/c/e'},
  {
    name: 'put before without its first part',
    root: 'swagger: "2.0"\nbasePath: /a/b/c',
    basePath: 'split',
    path: '/b/c/e',
  },
  {name: 'of one part, without it', root: 'swagger: "2.0"\nbasePath: /a', basePath: 'split', path: '/e'},
  {
    name: 'of a server',
    root: 'openapi: 3.0.1\nservers: [{url: "https://x.com/v1?a#b"}, {url: /v2}]',
    basePath: 'prepend',
    path: '/v1/e',
  },
  {
    name: 'of a server variable',
    root: 'openapi: 3.0.1\nservers: [{url: /v1, variables: {basePath: {default: v3}}}]',
    basePath: 'prepend',
    path: '/v3/e',
  },
  {name: 'that is not there', root: 'openapi: 3.0.1', basePath: 'prepend', path: '/e'},
]

for (const {name, root, basePath, path} of bases) {
  test(`toRestApi: a base path ${name}`, () => {
    const document = parsed(`${root}\ninfo: {title: x}\npaths: {/e: {get: {}}}\n`)
    const {api} = toRestApi(document, {...options, basePath})
    assert.deepEqual(Object.keys(api?.methods ?? {}), [`GET ${path}`])
  })
}
