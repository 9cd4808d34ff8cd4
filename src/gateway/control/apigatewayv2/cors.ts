import type {CorsRecord} from '../../store/v2-records.js'
import {badRequest} from '../apigateway/refuse.js'

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', '*'])
const maximumAgeSeconds = 86_400

/**
 * A CORS configuration as AWS keeps it: verbs in the case they were given in, `allowCredentials` always there.
 * Rules: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function checkedCors(cors: CorsRecord): CorsRecord {
  const {allowCredentials = false, allowOrigins = [], allowMethods = [], maxAge} = cors
  // Text: https://github.com/aws/aws-cdk/issues/9076 (2020-07-15)
  if (allowCredentials && allowOrigins.includes('*')) {
    throw badRequest("allow-credentials is not supported if 'allow-origin' is *")
  }
  for (const origin of allowOrigins) {
    if (origin !== '*' && !/^[a-z][a-z0-9+.-]*:\/\/[^\s/]+$/i.test(origin)) {
      throw badRequest(`Invalid format for origin ${origin}. Origin should be in the format: [Scheme]://[Host]:[Port]`)
    }
  }
  for (const method of allowMethods) {
    if (!methods.has(method.toUpperCase())) throw badRequest(`Invalid HTTP method specified: ${method}`)
  }
  if (maxAge !== undefined && (!Number.isInteger(maxAge) || maxAge < -1 || maxAge > maximumAgeSeconds)) {
    throw badRequest(`Max age must be between -1 and ${maximumAgeSeconds} seconds`)
  }
  return {...cors, allowCredentials}
}
