import {GetPolicyCommand} from '@aws-sdk/client-lambda'
import {ApigwError} from '../../errors/apigw-error.js'
import type {LivePermissions} from '../../model/invoke-permission.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Clients} from '../clients.js'
import {isNotFound} from '../errors.js'

/** Who may call these functions, as far as it is about API Gateway; one call for each. */
export async function readPermissions(
  clients: Clients,
  functionArns: readonly string[],
): Promise<Readonly<Record<string, LivePermissions>>> {
  const read = functionArns.map(async (arn) => [arn, await readPolicy(clients, arn)] as const)
  return sortedRecord(await Promise.all(read))
}

async function readPolicy(clients: Clients, arn: string): Promise<LivePermissions> {
  const client = await clients.lambda()
  try {
    const {Policy} = await client.send(new GetPolicyCommand({FunctionName: arn}))
    return {state: 'read', statements: gatewayStatements(Policy ?? '{}')}
  } catch (error) {
    if (!(error instanceof ApigwError)) throw error
    if (error.code === 'AWS_ACCESS_DENIED') return {state: 'denied'}
    // A function without a policy and no function at all are both a 404; only the text tells them apart.
    if (isNotFound(error)) return noPolicy.test(error.why) ? {state: 'read', statements: []} : {state: 'absent'}
    throw error
  }
}

const noPolicy = /^The resource you requested does not exist|No policy is associated/

type Statement = {Sid?: unknown; Effect?: unknown; Principal?: unknown; Action?: unknown; Condition?: unknown}

/** Statements under which API Gateway may call, without conditions that depend on more than the source. */
function gatewayStatements(policy: string): {sid: string; sourceArn: string}[] {
  const {Statement = []} = JSON.parse(policy) as {Statement?: Statement | readonly Statement[]}
  return [Statement].flat().flatMap((statement: Statement) => {
    const {Sid, Effect, Principal, Action} = statement
    const sourceArn = sourceOf(statement.Condition)
    const isMeant = Effect === 'Allow' && isGateway(Principal) && allowsInvoke(Action)
    return isMeant && sourceArn !== undefined ? [{sid: typeof Sid === 'string' ? Sid : '', sourceArn}] : []
  })
}

function isGateway(principal: unknown): boolean {
  if (principal === '*') return true
  const {Service} = (principal ?? {}) as {Service?: unknown}
  return [Service].flat().includes('apigateway.amazonaws.com')
}

function allowsInvoke(action: unknown): boolean {
  return [action].flat().some((each) => each === 'lambda:InvokeFunction' || each === 'lambda:*' || each === '*')
}

/** The pattern of source ARNs, `*` without one; undefined when something else decides, too. */
function sourceOf(condition: unknown): string | undefined {
  const tests = Object.values((condition ?? {}) as Record<string, Record<string, unknown>>).flatMap((test) =>
    Object.entries(test).map(([key, value]) => [key.toLowerCase(), value] as const),
  )
  const others = tests.filter(([key]) => key !== 'aws:sourcearn' && key !== 'aws:sourceaccount')
  const [, source] = tests.find(([key]) => key === 'aws:sourcearn') ?? []
  if (others.length > 0) return undefined
  if (source === undefined) return '*'
  return typeof source === 'string' ? source : undefined
}
