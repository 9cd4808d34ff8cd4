import {fillIds, idKey} from '../../apply/fill-ids.js'
import type {Ids} from '../../apply/fill-ids.js'
import type {Clients} from '../../aws/clients.js'
import {send} from '../../aws/send.js'
import type {JsonObject} from '../../model/json.js'
import type {Call} from '../../plan/call.js'

/** What a command did, or would do, beside an API: its calls in AWS's shape. */
export type MadeCalls = {
  outcome: 'planned' | 'done' | 'unchanged'
  /** Names of what is made or deleted. */
  names: readonly string[]
  /** Values of API keys are masked. */
  calls: readonly Pick<Call, 'service' | 'operation' | 'input'>[]
  /** AWS's ids of what was made, by name, where AWS gives it one. */
  ids?: Readonly<Record<string, string>>
}

/** What is to be done, before it is: `confirm` is asked once the calls are known. */
export type Wanted = {names: readonly string[]; calls: readonly Call[]}

export type MakeOptions = {
  dryRun: boolean
  confirm?: () => Promise<void>
  onAnswer?: (operation: string, answer: object) => void
}

/**
 * Makes calls one after the other, each with the ids that earlier ones gave; nothing with `dryRun`. Each is a whole that
 * can be repeated: a run that breaks off is continued by the same command.
 */
export async function makeCalls(
  clients: Clients,
  {names, calls}: Wanted,
  {dryRun, confirm, onAnswer}: MakeOptions,
): Promise<MadeCalls> {
  const shown = calls.map(({service, operation, input}) => ({service, operation, input: masked(operation, input)}))
  if (calls.length === 0) return {outcome: 'unchanged', names, calls: shown}
  if (dryRun) return {outcome: 'planned', names, calls: shown}
  await confirm?.()
  const ids: Ids = new Map()
  const made: Record<string, string> = {}
  for (const call of calls) {
    const answer = await send(clients, {...call, input: fillIds(call, ids)})
    onAnswer?.(call.operation, answer)
    for (const {member, kind, name} of call.gives) {
      const id: unknown = Reflect.get(answer, member)
      if (typeof id !== 'string') continue
      ids.set(idKey(kind, name), id)
      if (!kind.startsWith('dnsTarget')) made[name] = id
    }
  }
  return {outcome: 'done', names, calls: shown, ...(Object.keys(made).length > 0 && {ids: made})}
}

/** Members that hold values of API keys. */
const secrets: Readonly<Record<string, string>> = {CreateApiKey: 'value', ImportApiKeys: 'body'}

function masked(operation: string, input: JsonObject): JsonObject {
  const secret = secrets[operation]
  return secret !== undefined && Object.hasOwn(input, secret) ? {...input, [secret]: '***'} : input
}
