import assert from 'node:assert/strict'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {accessKeyEnvironment, newAccessKey} from '../../../src/project/local/new-access-key.js'

const principalArn = 'arn:aws:iam::123456789012:user/ann'
const words = {principalArn, secretStdin: false}

function sources(stdin = ''): Parameters<typeof newAccessKey>[1] {
  return {env: {SECRET: 'from-env', EMPTY: ''}, stdin: Readable.from([stdin]), nowMs: 1000}
}

function fileOf(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'apigw-key-')), 'policy.json')
  writeFileSync(file, text)
  return file
}

test('what is left out is made up, in the form of AWS', async () => {
  const [one, other] = await Promise.all([newAccessKey(words, sources()), newAccessKey(words, sources())])
  assert.match(one.accessKeyId, /^AKIA[A-Z2-7]{16}$/)
  assert.match(one.secretAccessKey, /^[A-Za-z0-9+/]{40}$/)
  assert.notEqual(one.secretAccessKey, other.secretAccessKey)
})

test('temporary credentials have a token and an end', async () => {
  const key = await newAccessKey({...words, durationSeconds: 60}, sources())
  assert.match(key.accessKeyId, /^ASIA/)
  assert.equal(key.expiresAtMs, 61_000)
  assert.deepEqual(Object.keys(accessKeyEnvironment(key, words)), [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
  ])
})

test('a secret is read from the environment or from standard input, without its line break', async () => {
  assert.equal((await newAccessKey({...words, secretEnv: 'SECRET'}, sources())).secretAccessKey, 'from-env')
  assert.equal((await newAccessKey({...words, secretStdin: true}, sources('piped\n'))).secretAccessKey, 'piped')
})

test('a secret that was given is not repeated', async () => {
  const given = {...words, secretEnv: 'SECRET'}
  const key = await newAccessKey(given, sources())
  assert.deepEqual(accessKeyEnvironment(key, given), {AWS_ACCESS_KEY_ID: key.accessKeyId})
})

test('a policy is a name or a file', async () => {
  const document = {Statement: []}
  const policyOf = async (policy: string) => (await newAccessKey({...words, policy}, sources())).policy
  assert.equal(await policyOf('AdministratorAccess'), 'AdministratorAccess')
  assert.deepEqual(await policyOf(fileOf(JSON.stringify(document))), document)
})

const refused = [
  {name: 'an empty variable', changes: {secretEnv: 'EMPTY'}, code: 'SECRET_MISSING'},
  {name: 'a policy file that is no JSON', changes: {policy: fileOf('{')}, code: 'POLICY_UNREADABLE'},
  {name: 'a policy file that is a text', changes: {policy: fileOf('"x"')}, code: 'POLICY_UNREADABLE'},
  {name: 'a policy file that is missing', changes: {policy: './none.json'}, code: 'POLICY_UNREADABLE'},
]

for (const {name, changes, code} of refused) {
  test(`${name} is refused`, async () => {
    await assert.rejects(
      newAccessKey({...words, ...changes}, sources()),
      (error) => error instanceof ApigwError && error.code === code,
    )
  })
}
