import type {JsonObject} from '../model/json.js'
import type {Clients} from './clients.js'

/** An operation by name, with its input in the shape of the SDK. */
export type SendRequest = {
  service: 'rest' | 'http' | 'lambda' | 'cloudwatch' | 'logs' | 'wafv2' | 'route53'
  operation: string
  input: JsonObject
}

/** Makes one call and answers the service's output. Only the SDK of that service is loaded. */
export async function send(clients: Clients, {service, operation, input}: SendRequest): Promise<object> {
  switch (service) {
    case 'rest': {
      const {restOperations} = await import('./rest-operations.js')
      return known(restOperations, operation)(await clients.rest(), input)
    }
    case 'http': {
      const {httpOperations} = await import('./http-operations.js')
      return known(httpOperations, operation)(await clients.http(), input)
    }
    case 'lambda': {
      const {lambdaOperations} = await import('./lambda-operations.js')
      return known(lambdaOperations, operation)(await clients.lambda(), input)
    }
    case 'cloudwatch': {
      const {cloudwatchOperations} = await import('./cloudwatch-operations.js')
      return known(cloudwatchOperations, operation)(await clients.cloudwatch(), input)
    }
    case 'logs': {
      const {logsOperations} = await import('./logs-operations.js')
      return known(logsOperations, operation)(await clients.logs(), input)
    }
    case 'wafv2': {
      const {webAclCall} = await import('./web-acl-call.js')
      return webAclCall(clients, operation, input)
    }
    case 'route53': {
      const {route53Operations} = await import('./route53.js')
      return known(route53Operations, operation)(clients, input)
    }
  }
}

function known<Send>(operations: Readonly<Record<string, Send>>, operation: string): Send {
  const found = operations[operation]
  if (found === undefined) throw new Error(`A plan asks for ${operation}, which no table of operations holds.`)
  return found
}
