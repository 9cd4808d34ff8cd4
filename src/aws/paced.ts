import {toApigwError} from './errors.js'
import type {RateLimiter} from './rate-limiter.js'

/** The service's signing name, where it is (region or URL, for messages), and the limiter its calls go through. */
export type PacedService = {name: string; target: string; profile: string | undefined; limiter: RateLimiter}

type Handler<Output> = (request: {input: object}) => Promise<Output>

/**
 * Middleware that every call of an SDK client passes first: it waits for its turn, is repeated when that helps, and
 * fails as ApigwError.
 */
export function paced({name, target, profile, limiter}: PacedService) {
  return <Output>(next: Handler<Output>, {commandName = ''}: {commandName?: string}): Handler<Output> =>
    async (request) => {
      const operation = commandName.replace(/Command$/, '')
      try {
        return await limiter.run(operation, () => next(request), endpointType(request.input))
      } catch (error) {
        throw toApigwError(error, {service: name, operation, target, profile})
      }
    }
}

function endpointType(input: object): string | undefined {
  const {endpointConfiguration} = input as {endpointConfiguration?: {types?: readonly string[]}}
  return endpointConfiguration?.types?.[0]
}
