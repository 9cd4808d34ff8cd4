import {present} from '../../../model/present.js'
import type {FunctionRecord} from '../../store/function-record.js'
import {tokenPage} from '../cloudwatch/token-page.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkRevision, findFunction} from './find-function.js'
import {functionAnswer} from './function-answer.js'

/**
 * Makes a version of $LATEST, or answers the latest one when nothing has changed since. Needs a transaction. The code of an
 * uploaded function lies in a folder of its own and stays; that of a project's function is the project's folder.
 */
export function publishVersion(
  {store, nowMs, newId}: OperationContext,
  key: readonly string[],
  description?: string,
): Readonly<FunctionRecord> {
  const latest = store.get('function', key)
  if (latest === undefined) throw new Error(`There is no function ${key.join(' ')}.`)
  const {publishedCount: counted = 0, ...configuration} = latest
  // A project's function that is registered again starts to count anew.
  const publishedCount = Math.max(counted, Number(store.list('functionVersion', key).at(-1)?.version ?? 0))
  const publishedFrom = latest.revisionId ?? String(latest.lastModified)
  const before = store.get('functionVersion', [...key, String(publishedCount)])
  if (before?.publishedFrom === publishedFrom) return before
  const version = String(publishedCount + 1)
  const published: FunctionRecord = {
    ...configuration,
    version,
    publishedFrom,
    lastModified: nowMs,
    revisionId: newId(32),
    ...(description !== undefined && {description}),
  }
  store.put('functionVersion', [...key, version], published)
  store.put('function', key, {...latest, publishedCount: publishedCount + 1})
  return published
}

type PublishInput = {functionName: string; codeSha256?: string; description?: string; revisionId?: string}

function publish(input: PublishInput, context: OperationContext): Members {
  const {key, record, arn} = findFunction(context, input.functionName)
  checkRevision(input.revisionId, record.revisionId, 'GetFunction/GetAlias')
  if (input.codeSha256 !== undefined && input.codeSha256 !== record.codeSha256) {
    const message = `CodeSHA256 (${input.codeSha256}) is different from current CodeSHA256 in $LATEST (${record.codeSha256 ?? ''}). Please try again with the CodeSHA256 in $LATEST.`
    throw new ServiceError('InvalidParameterValueException', message)
  }
  const published = publishVersion(context, key, input.description)
  return functionAnswer(published, `${arn}:${published.version ?? ''}`)
}

const pageSize = 50

type ListInput = {functionName: string; marker?: string; maxItems?: number}

/** $LATEST first, then the versions in the order of their numbers. */
function listVersionsByFunction({functionName, marker, maxItems}: ListInput, context: OperationContext): Members {
  const {key, record, arn} = findFunction(context, functionName)
  const all = [record, ...context.store.list('functionVersion', key)]
  const size = Math.min(pageSize, Math.max(1, maxItems ?? pageSize))
  const page = tokenPage(all, {nextToken: marker, size, refusal: 'InvalidParameterValueException'})
  const versions = page.items.map((entry) => functionAnswer(entry, `${arn}:${entry.version ?? '$LATEST'}`))
  return present({versions, nextMarker: page.nextToken})
}

export const versionOperations: Operations = {
  PublishVersion: operation(publish),
  ListVersionsByFunction: operation(listVersionsByFunction),
}
