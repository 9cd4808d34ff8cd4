import assert from 'node:assert/strict'
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts'
import {test} from 'vitest'
import {startGateway} from '../../../../src/gateway/server.js'
import {putAccessKey} from '../../../../src/gateway/identity/access-key.js'

const registered = {accessKeyId: 'AKIAREGISTERED00', secretAccessKey: 'registered-secret'}
const ann = 'arn:aws:iam::222222222222:user/ann'

const cases = [
  {
    name: 'a key of no account is the root of the default one',
    credentials: {accessKeyId: 'AKIASTRANGER0000', secretAccessKey: 'secret'},
    expected: {Account: '000000000000', Arn: 'arn:aws:iam::000000000000:root', UserId: '000000000000'},
  },
  {
    name: 'a key of twelve digits is the root of that account',
    credentials: {accessKeyId: '111111111111', secretAccessKey: 'secret'},
    expected: {Account: '111111111111', Arn: 'arn:aws:iam::111111111111:root', UserId: '111111111111'},
  },
]

for (const {name, credentials, expected} of cases) {
  test(`GetCallerIdentity: ${name}`, async () => {
    assert.deepEqual(await identityOf(credentials), expected)
  })
}

test('GetCallerIdentity: a registered key is its principal', async () => {
  const {Account, Arn, UserId = ''} = await identityOf(registered)
  assert.deepEqual([Account, Arn], ['222222222222', ann])
  assert.match(UserId, /^AIDA[A-Z2-7]{17}$/)
})

test('GetCallerIdentity: a wrong secret of a registered key is refused', async () => {
  await assert.rejects(identityOf({...registered, secretAccessKey: 'another-secret'}), {name: 'SignatureDoesNotMatch'})
})

/** What the JavaScript SDK is told over HTTP. */
async function identityOf(credentials: {accessKeyId: string; secretAccessKey: string}) {
  const gateway = await startGateway({port: 0, version: 'test', onDefect: assert.ifError})
  try {
    putAccessKey(gateway.store, {...registered, principalArn: ann}, 0)
    const client = new STSClient({region: 'eu-west-1', endpoint: gateway.url, credentials, maxAttempts: 1})
    const {Account, Arn, UserId} = await client.send(new GetCallerIdentityCommand({}))
    return {Account, Arn, UserId}
  } finally {
    await gateway.close()
  }
}
