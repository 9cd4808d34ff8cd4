import {present} from '../../../model/present.js'
import type {FunctionRecord} from '../../store/function-record.js'
import type {Members} from '../operation.js'

/** FunctionConfiguration of a function or version; the ARN has the qualifier that was asked for. A project's function has no zip, so no size and no hash. */
export function functionAnswer(record: Readonly<FunctionRecord>, functionArn = record.functionArn): Members {
  const {environment, lastModified, codeSha256} = record
  return present({
    functionName: record.functionName,
    functionArn,
    runtime: record.runtime,
    role: record.role,
    handler: record.handler,
    codeSize: record.codeSizeBytes ?? 0,
    description: record.description ?? '',
    timeout: record.timeoutSeconds,
    memorySize: record.memoryMb,
    lastModified: new Date(lastModified).toISOString().replace('Z', '+0000'),
    codeSha256,
    version: record.version ?? '$LATEST',
    environment: Object.keys(environment).length === 0 ? undefined : {variables: environment},
    tracingConfig: {mode: 'PassThrough'},
    revisionId: record.revisionId,
    state: 'Active',
    lastUpdateStatus: 'Successful',
    packageType: 'Zip',
    architectures: record.architectures ?? ['x86_64'],
    loggingConfig: {logFormat: 'Text', logGroup: `/aws/lambda/${record.functionName}`},
  })
}
