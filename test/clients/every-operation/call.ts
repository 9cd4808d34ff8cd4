/** Members as the SDK's client takes them; `{name}` in a text stands for a value that an earlier answer left. */
export type Members = Readonly<Record<string, unknown>>

/** One operation in the life of an account, at its place in the table: a call that AWS takes, and one that it refuses. */
export type OperationCall = {
  operation: string
  valid: Members
  /** `unsigned`: the same call without a signature, where an operation has nothing that could be wrong. */
  invalid: Members | 'unsigned'
  /** Code of the error that `invalid` is answered with. */
  refused: string
  /** Name -> member of the valid call's answer that later calls use. */
  keep?: Readonly<Record<string, string>>
}

type Refusal = {but: Members; refused?: string; keep?: OperationCall['keep']}

/** The invalid call is the valid one but for some members; refused as a bad request unless it says otherwise. */
export function call(operation: string, valid: Members, {but, refused, keep}: Refusal): OperationCall {
  return {
    operation,
    valid,
    invalid: {...valid, ...but},
    refused: refused ?? 'BadRequestException',
    ...(keep !== undefined && {keep}),
  }
}

/** The invalid call names, in `member`, an object that is not there. */
export function find(operation: string, valid: Members, member: string): OperationCall {
  return call(operation, valid, {but: {[member]: 'none000000'}, refused: 'NotFoundException'})
}

/** `members` with its placeholders filled in; other values stay as they are. */
export function fillIn(value: unknown, kept: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept[name] ?? whole)
  }
  if (Array.isArray(value)) return value.map((entry) => fillIn(entry, kept))
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, fillIn(entry, kept)]))
}
