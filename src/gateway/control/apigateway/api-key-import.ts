import type {ApiKeyRecord} from '../../store/rest-account-records.js'
import type {Members, OperationContext} from '../operation.js'
import {LateRefusal, ServiceError} from '../service-error.js'
import {apiKeyParent, apiKeyWithValue, checkApiKeyTexts, checkApiKeyValue} from './api-key-rules.js'
import {parseCsv} from './csv.js'
import {present} from './present.js'
import {badRequest} from './refuse.js'
import {attachKey} from './usage-plan-key.js'

/** Read from one row; columns that the file does not have are undefined. */
type Row = {name: string; key: string; description?: string; enabled: boolean; usagePlanIds: string[]}

type Outcome = {ids: string[]; warnings: string[]}

/**
 * Creates keys from a CSV file, or renews the key that has the same value; bad rows are warnings.
 *
 * The good rows stay even where failOnWarnings makes an error of the warnings (captured).
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html
 */
export function importApiKeys(
  {body, failOnWarnings}: {body?: Buffer; format: string; failOnWarnings?: boolean},
  context: OperationContext,
): Members {
  const [header, ...records] = parseCsv(body?.toString('utf8') ?? '')
  if (header === undefined) throw badRequest('The API keys file is empty')
  const columns = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]))
  for (const column of ['name', 'key']) {
    if (!columns.has(column)) throw badRequest(`Missing required column '${column}'`)
  }
  const outcome: Outcome = {ids: [], warnings: []}
  records.forEach((fields, index) => {
    importRecord(joinPlans(fields, header.length, columns), columns, index + 1, outcome, context)
  })
  if (failOnWarnings === true && outcome.warnings.length > 0) {
    throw new LateRefusal('BadRequestException', `Warnings found during import:\n\t${outcome.warnings.join('\n\t')}`)
  }
  return outcome
}

/** A list of usage plans may stand in single quotes, whose commas are not CSV's. */
function joinPlans(fields: string[], width: number, columns: ReadonlyMap<string, number>): string[] {
  const start = columns.get('usageplanids')
  const extra = fields.length - width
  if (start === undefined || extra <= 0 || fields[start]?.startsWith("'") !== true) return fields
  return [
    ...fields.slice(0, start),
    fields.slice(start, start + extra + 1).join(','),
    ...fields.slice(start + extra + 1),
  ]
}

function importRecord(
  fields: readonly string[],
  columns: ReadonlyMap<string, number>,
  number: number,
  outcome: Outcome,
  context: OperationContext,
): void {
  const refusal = refusalOf(() => {
    const row = readRow(fields, columns)
    const record = renewedKey(row, context)
    context.store.put('apiKey', [...apiKeyParent(context), record.id], record)
    outcome.ids.push(record.id)
    attachToPlans(record, row.usagePlanIds, number, outcome, context)
  })
  if (refusal !== undefined) outcome.warnings.push(`Skipped invalid record: ${number}. ${refusal}`)
}

function readRow(fields: readonly string[], columns: ReadonlyMap<string, number>): Row {
  const read = (column: string): string | undefined => {
    const index = columns.get(column)
    return index === undefined ? undefined : (fields[index] ?? '').trim()
  }
  if (fields.length !== columns.size) throw badRequest(`Expected ${columns.size} fields, found ${fields.length}`)
  const description = read('description')
  const plans = (read('usageplanids') ?? '').replace(/^'|'$/g, '')
  return present({
    name: read('name') ?? '',
    key: read('key') ?? '',
    description: description === '' ? undefined : description,
    enabled: read('enabled')?.toLowerCase() !== 'false' && read('enabled') !== '',
    usagePlanIds: plans
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  })
}

/** The key that has this value keeps its id; name, description, state and both dates are new (captured). */
function renewedKey({name, key, description, enabled}: Row, context: OperationContext): ApiKeyRecord {
  checkApiKeyTexts({name})
  checkApiKeyValue(key)
  const before = apiKeyWithValue(context, key)
  return present({
    id: before?.id ?? context.newId(),
    value: key,
    name,
    description,
    customerId: before?.customerId,
    enabled,
    createdDate: context.nowMs,
    lastUpdatedDate: context.nowMs,
    stageKeys: before?.stageKeys ?? [],
    tags: before?.tags,
  })
}

/** Unknown plans are passed over in silence (captured). */
function attachToPlans(
  {id}: ApiKeyRecord,
  planIds: readonly string[],
  number: number,
  {warnings}: Outcome,
  context: OperationContext,
): void {
  for (const planId of planIds) {
    const plan = context.store.get('usagePlan', [...apiKeyParent(context), planId])
    if (plan === undefined || context.store.get('usagePlanKey', [planId, id]) !== undefined) continue
    const refusal = refusalOf(() => attachKey(context, plan, id))
    if (refusal !== undefined) warnings.push(`Skipped usage plan association for record: ${number}. ${refusal}`)
  }
}

/** Message of the refusal that the work ends in; undefined when it is done. */
function refusalOf(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ServiceError) return error.message
    throw error
  }
}
