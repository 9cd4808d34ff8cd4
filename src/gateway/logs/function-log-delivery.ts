import type {FunctionOutput} from '../data/functions/function-log.js'
import type {LogDelivery} from '../data/ports.js'

/** What a function printed as Lambda writes it to CloudWatch Logs: lines with their line ends. */
export function functionLogDelivery({place, lines}: FunctionOutput): LogDelivery {
  return {...place, events: lines.map(({text, timestampMs}) => ({timestampMs, message: `${text}\n`}))}
}
