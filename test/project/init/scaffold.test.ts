import assert from 'node:assert/strict'
import {mkdir, mkdtemp, readFile, readdir, stat, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {beforeEach, test} from 'vitest'
import {writeProject} from '../../../src/project/init/scaffold.js'
import type {Scaffold} from '../../../src/project/init/scaffold.js'
import {templateNames} from '../../../src/project/init/template.js'

const packageFolder = fileURLToPath(new URL('../../..', import.meta.url))

let parent: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'apigw-scaffold-'))
})

function scaffold(members: Partial<Scaffold> = {}): Scaffold {
  return {
    template: 'rest',
    directory: join(parent, 'pets'),
    name: 'pets',
    region: 'us-east-2',
    force: false,
    ...members,
  }
}

for (const template of templateNames) {
  test(`writeProject fills the template ${template} with name and region and leaves nothing else behind`, async () => {
    const {files} = await writeProject(packageFolder, scaffold({template}))
    const texts = await Promise.all(files.map((file) => readFile(join(parent, 'pets', file), 'utf8')))
    const definition = template === 'websocket' ? [] : ['openapi.yaml']
    assert.ok(['.gitignore', 'README.md', 'apigw.yaml', ...definition].every((file) => files.includes(file)))
    assert.doesNotMatch(texts.join(''), /my-api|eu-west-1/)
    assert.match(texts[files.indexOf('apigw.yaml')] ?? '', /^name: pets$/m)
    assert.match(texts[files.indexOf('apigw.yaml')] ?? '', /region: us-east-2$/m)
    assert.deepEqual(await readdir(parent), ['pets'])
  })
}

test('writeProject makes a folder that others of the group can enter', async () => {
  await writeProject(packageFolder, scaffold())
  await mkdir(join(parent, 'ordinary'))
  const [ordinary, made] = await Promise.all([stat(join(parent, 'ordinary')), stat(join(parent, 'pets'))])
  assert.equal(made.mode, ordinary.mode)
})

test('writeProject fills an existing folder that only holds a repository', async () => {
  await mkdir(join(parent, 'pets', '.git'), {recursive: true})
  await writeProject(packageFolder, scaffold())
  assert.deepEqual((await readdir(join(parent, 'pets'))).sort(), [
    '.apigw',
    '.git',
    '.gitignore',
    'README.md',
    'apigw.yaml',
    'openapi.yaml',
  ])
})

test('writeProject refuses a folder that holds something and names it', async () => {
  await mkdir(join(parent, 'pets'))
  await writeFile(join(parent, 'pets', 'notes.txt'), 'mine')
  await assert.rejects(writeProject(packageFolder, scaffold()), {
    code: 'FOLDER_NOT_EMPTY',
    exit: 'usage',
    why: 'It holds notes.txt.',
  })
  assert.deepEqual(await readdir(join(parent, 'pets')), ['notes.txt'])
})

test('writeProject with force replaces files of the same name and keeps the others', async () => {
  await mkdir(join(parent, 'pets'))
  await writeFile(join(parent, 'pets', 'notes.txt'), 'mine')
  await writeFile(join(parent, 'pets', 'apigw.yaml'), 'old')
  await writeProject(packageFolder, scaffold({force: true}))
  assert.equal(await readFile(join(parent, 'pets', 'notes.txt'), 'utf8'), 'mine')
  assert.match(await readFile(join(parent, 'pets', 'apigw.yaml'), 'utf8'), /^name: pets$/m)
})

test('writeProject with force puts its files in place of links, and writes through none', async () => {
  const outside = join(parent, 'outside.txt')
  await writeFile(outside, 'mine')
  await mkdir(join(parent, 'pets'))
  await symlink(outside, join(parent, 'pets', 'apigw.yaml'))
  await writeProject(packageFolder, scaffold({force: true}))
  assert.equal(await readFile(outside, 'utf8'), 'mine')
  assert.match(await readFile(join(parent, 'pets', 'apigw.yaml'), 'utf8'), /^name: pets$/m)
})

test('writeProject refuses a file in place of the folder', async () => {
  await writeFile(join(parent, 'pets'), '')
  await assert.rejects(writeProject(packageFolder, scaffold()), {code: 'FOLDER_IS_FILE'})
})

for (const members of [{name: 'a b'}, {name: '$&'}, {name: ''}, {region: 'mars'}]) {
  test(`writeProject refuses ${JSON.stringify(members)} before it writes anything`, async () => {
    await assert.rejects(writeProject(packageFolder, scaffold(members)), {code: 'VALUE_INVALID', exit: 'usage'})
    assert.deepEqual(await readdir(parent), [])
  })
}
