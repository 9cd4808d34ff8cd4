import type {FunctionLine} from '../data/functions/function-log.js'
import type {LogDelivery} from '../data/ports.js'

/** A line of a function as Lambda writes it to CloudWatch Logs: with its line end. */
export function functionLogDelivery({place, line}: FunctionLine, nowMs: number): LogDelivery {
  return {...place, events: [{timestampMs: nowMs, message: `${line}\n`}]}
}
