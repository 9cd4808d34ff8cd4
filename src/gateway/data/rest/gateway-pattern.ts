import {PatternError} from '../../../vtl/regex/pattern-error.js'
import {compileJavaPattern, type JavaPattern} from '../java-pattern.js'
import {GatewayError} from './gateway-error.js'
import type {GatewayResponseType} from './gateway-response-type.js'

/**
 * Compiles a pattern of the API; what it cannot do, when compiled or when matched, is a configuration error of this
 * type. `what` names the pattern to the developer.
 */
export function compileGatewayPattern(source: string, type: GatewayResponseType, what: string): JavaPattern {
  const attempt = <Result>(run: () => Result): Result => {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      const reason = `Execution failed due to configuration error: ${what} ${source}: ${error.message}`
      throw new GatewayError({type, reason}, {cause: error})
    }
  }
  const pattern = attempt(() => compileJavaPattern(source))
  return {matches: (text) => attempt(() => pattern.matches(text))}
}
