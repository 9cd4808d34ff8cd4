import {randomBytes} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {text} from 'node:stream/consumers'
import {ApigwError} from '../../errors/apigw-error.js'
import type {GatewayAccessKey} from '../../model/gateway-admin.js'

/** What the command line says about a key; what it leaves out is made up here. */
export type AccessKeyWords = {
  accessKeyId?: string | undefined
  principalArn: string
  /** Name of an AWS managed policy, or a JSON file. */
  policy?: string | undefined
  principalOrgId?: string | undefined
  /** Makes temporary credentials that end after so long. */
  durationSeconds?: number | undefined
  /** Variable that holds the secret; without it and `secretStdin` one is made up. */
  secretEnv?: string | undefined
  secretStdin: boolean
}

/** Where secrets are read from, and what time it is for the gateway. */
export type AccessKeySources = {
  env: Readonly<Record<string, string | undefined>>
  stdin: NodeJS.ReadableStream
  nowMs: number
}

/** A key ready to be registered. Throws POLICY_UNREADABLE and SECRET_MISSING. */
export async function newAccessKey(words: AccessKeyWords, sources: AccessKeySources): Promise<GatewayAccessKey> {
  const {accessKeyId, principalArn, policy, principalOrgId, durationSeconds} = words
  return {
    accessKeyId: accessKeyId ?? newKeyId(durationSeconds === undefined ? 'AKIA' : 'ASIA'),
    secretAccessKey: await readSecret(words, sources),
    ...(durationSeconds !== undefined && {
      sessionToken: randomBytes(96).toString('base64'),
      expiresAtMs: sources.nowMs + durationSeconds * 1000,
    }),
    principalArn,
    ...(principalOrgId !== undefined && {principalOrgId}),
    ...(policy !== undefined && {policy: await readPolicy(policy)}),
  }
}

/** Environment of a program that signs with the key; a secret that was given is known already, and not repeated. */
export function accessKeyEnvironment(key: GatewayAccessKey, {secretEnv, secretStdin}: AccessKeyWords) {
  const isGiven = secretStdin || secretEnv !== undefined
  return {
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    ...(!isGiven && {AWS_SECRET_ACCESS_KEY: key.secretAccessKey}),
    ...(key.sessionToken !== undefined && {AWS_SESSION_TOKEN: key.sessionToken}),
  }
}

/** As long as AWS's. A secret that was piped in may end with a line break. */
async function readSecret({secretEnv, secretStdin}: AccessKeyWords, {env, stdin}: AccessKeySources): Promise<string> {
  if (secretStdin) return (await text(stdin)).replace(/\r?\n$/, '')
  if (secretEnv === undefined) return randomBytes(30).toString('base64')
  const secret = env[secretEnv]
  if (secret !== undefined && secret !== '') return secret
  const what = `The variable ${secretEnv} holds no secret.`
  const why = 'It is not set in this environment, or empty.'
  throw new ApigwError({code: 'SECRET_MISSING', exit: 'usage', what, why, fix: 'Set it, or use --secret-stdin.'})
}

/** Prefix and sixteen letters of base 32, as AWS writes ids of long-lived and temporary keys. */
function newKeyId(prefix: 'AKIA' | 'ASIA'): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return prefix + [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('')
}

async function readPolicy(policy: string): Promise<object | string> {
  if (/^\w+$/.test(policy)) return policy
  try {
    const document: unknown = JSON.parse(await readFile(policy, 'utf8'))
    if (typeof document === 'object' && document !== null) return document
    throw new Error('It is not a JSON object')
  } catch (error) {
    const why = `${error instanceof Error ? error.message : String(error)}.`
    const what = `The policy ${policy} cannot be read.`
    const fix = 'Name a JSON file, or an AWS managed policy such as AmazonAPIGatewayInvokeFullAccess.'
    throw new ApigwError({code: 'POLICY_UNREADABLE', exit: 'usage', what, why, fix}, {cause: error})
  }
}
