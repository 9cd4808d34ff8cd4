import {devNull, tmpdir} from 'node:os'
import type {FunctionRecord} from '../../store/function-record.js'
import type {StaticContext} from './worker-protocol.js'

/**
 * The environment a function sees: Lambda's reserved variables, then its own. Nothing of the user's environment but
 * PATH is passed on, and the SDK's other sources of credentials (shared files, instance metadata, the home folder) are
 * closed unless the function's own environment opens them: a local handler never acts with the user's rights.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionEnvironment(fn: FunctionRecord, context: StaticContext, path: string): Record<string, string> {
  return {
    PATH: path,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    HOME: tmpdir(),
    TMPDIR: tmpdir(),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_CONFIG_FILE: devNull,
    ...fn.environment,
    LAMBDA_TASK_ROOT: fn.directory,
    _HANDLER: fn.handler,
    AWS_REGION: fn.region,
    AWS_DEFAULT_REGION: fn.environment.AWS_DEFAULT_REGION ?? fn.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: context.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: context.functionVersion,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: context.memoryLimitInMB,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: context.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: context.logStreamName,
  }
}

/** Names of the log group and stream have Lambda's form; `nowMs` is when the sandbox starts, `sandboxId` 32 hex digits. */
export function staticContext(fn: FunctionRecord, nowMs: number, sandboxId: string): StaticContext {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')
  const version = fn.version ?? '$LATEST'
  return {
    functionName: fn.functionName,
    functionVersion: version,
    memoryLimitInMB: String(fn.memoryMb),
    logGroupName: `/aws/lambda/${fn.functionName}`,
    logStreamName: `${day}/[${version}]${sandboxId}`,
  }
}
