import {existsSync} from 'node:fs'
import {join, resolve} from 'node:path'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {localIdentity} from '../../config/resolve-target.js'
import type {GatewayBackends, GatewayFunction} from '../../model/gateway-admin.js'
import type {Project} from '../project.js'

/** Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const defaults = {timeoutSeconds: 3, memoryMb: 128}

/** Tells the gateway which functions and backends the project has; those it had before and has no more are gone. */
export async function registerFunctions(project: Project, gateway: LocalGateway): Promise<void> {
  await gateway.putFunctions(project.folder, gatewayFunctions(project))
  await gateway.putBackends(project.folder, gatewayBackends(project))
}

function gatewayBackends({folder, settings}: Project): GatewayBackends {
  const {vpcLinks = {}, truststores = {}} = settings.local ?? {}
  const files = Object.entries(truststores).map(([uri, file]) => [uri, resolve(folder, file)])
  return {vpcLinks, truststores: Object.fromEntries(files) as Record<string, string>}
}

/** Functions with a handler; the others are somebody else's and only called on AWS. */
export function gatewayFunctions({folder, settings, target}: Project): GatewayFunction[] {
  const {accountId, region} = {...localIdentity, ...target}
  return Object.entries(settings.functions ?? {}).flatMap(([name, fn]): GatewayFunction[] => {
    const {handler, timeoutSeconds = defaults.timeoutSeconds, memoryMb = defaults.memoryMb} = fn
    if (handler === undefined) return []
    return [
      {
        name: fn.functionName ?? name,
        runtime: fn.runtime ?? usualRuntime(folder, handler),
        handler,
        directory: folder,
        timeoutSeconds,
        memoryMb,
        environment: fn.environment ?? {},
        accountId,
        region,
      },
    ]
  })
}

/** Python when the handler's file is Python; else Node.js, which runs TypeScript too. */
function usualRuntime(folder: string, handler: string): string {
  const file = handler.slice(0, handler.lastIndexOf('.'))
  return existsSync(join(folder, `${file}.py`)) ? 'python3.13' : 'nodejs22.x'
}
