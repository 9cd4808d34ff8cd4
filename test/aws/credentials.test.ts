import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, test, vi} from 'vitest'
import {GetRestApisCommand} from '@aws-sdk/client-api-gateway'
import {createClients} from '../../src/aws/clients.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {stillTime} from '../support/plane-clients.js'

const folder = mkdtempSync(join(tmpdir(), 'apigw-credentials-'))
const config = join(folder, 'config')
const home = join(folder, 'home')
mkdirSync(join(home, '.aws', 'sso', 'cache'), {recursive: true})
writeFileSync(
  config,
  `[profile signed-out]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = dev
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.example.com/start
[profile half]
role_arn = arn:aws:iam::123456789012:role/deploy
source_profile = nobody
`,
)

afterEach(() => vi.unstubAllEnvs())

const cases: {name: string; code: string; profile?: string; region?: string; env?: Record<string, string>}[] = [
  {name: 'no credentials at all', code: 'AWS_CREDENTIALS_MISSING'},
  {name: 'a profile that there is not', profile: 'nothing', code: 'AWS_PROFILE_UNKNOWN'},
  {name: 'a profile whose source there is not', profile: 'half', code: 'AWS_PROFILE_UNKNOWN'},
  {name: 'nobody signed in to the SSO session', profile: 'signed-out', code: 'AWS_SSO_EXPIRED'},
  {
    name: 'a web identity token that there is not',
    env: {AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'), AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci'},
    code: 'AWS_WEB_IDENTITY',
  },
  {name: 'no region', region: '', code: 'AWS_REGION_MISSING'},
]

for (const {name, code, profile, region = 'eu-west-1', env = {}} of cases) {
  test(`the credentials of the SDK: ${name} is ${code}`, async () => {
    for (const [variable, value] of Object.entries({HOME: home, AWS_CONFIG_FILE: config, ...env})) {
      vi.stubEnv(variable, value)
    }
    const target = {...(region !== '' && {region}), ...(profile !== undefined && {profile})}
    const clients = createClients(target, {time: stillTime})
    const error: unknown = await clients
      .rest()
      .then((client) => client.send(new GetRestApisCommand({})))
      .catch((thrown: unknown) => thrown)
    assert.ok(error instanceof ApigwError, String(error))
    assert.equal(error.code, code, error.why)
    assert.notEqual(error.fix, '')
  })
}

test('each service has an address of its own by AWS_ENDPOINT_URL_<SERVICE>; --endpoint goes before all of them', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_API_GATEWAY', 'http://127.0.0.1:1')
  const credentials = {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'}
  const hosts: string[] = []
  const handle = ({hostname, port}: {hostname: string; port?: number}) => {
    hosts.push(`${hostname}:${String(port)}`)
    return Promise.reject(new Error('enough is known'))
  }
  const requestHandler = {handle, metadata: {handlerProtocol: 'http/1.1'}}
  for (const endpoint of [undefined, 'http://127.0.0.1:2']) {
    const target = {region: 'eu-west-1', credentials, ...(endpoint !== undefined && {endpoint})}
    const client = await createClients(target, {time: stillTime, requestHandler}).rest()
    await assert.rejects(client.send(new GetRestApisCommand({})), /enough is known/)
  }
  assert.deepEqual(hosts, ['127.0.0.1:1', '127.0.0.1:2'])
})
