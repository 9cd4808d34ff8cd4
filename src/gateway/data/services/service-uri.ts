/** An integration URI that names an AWS service, in its parts. */
export type ServiceUri = {
  partition: string
  region: string
  /** As the URI names it: `sqs`, `events`, `appsync-api`. */
  service: string
  /** What stands before the service: `a1b2c3` of `a1b2c3.appsync-api`, `runtime` of `runtime.sagemaker`. */
  subdomain: string | undefined
} & ({kind: 'path'; /** Begins with a slash. */ path: string} | {kind: 'action'; action: string; query: string})

/**
 * Reads `arn:aws:apigateway:eu-west-1:s3:path/bucket/key` and `…:sns:action/Publish&Version=2010-03-31`; undefined when
 * it is neither. Source: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html, uri.
 */
export function parseServiceUri(uri: string): ServiceUri | undefined {
  const [, partition, region, host, kind, rest = ''] =
    /^arn:([\w-]+):apigateway:([\w-]+):([\w.-]+):(path|action)\/(.*)$/s.exec(uri) ?? []
  if (partition === undefined || region === undefined || host === undefined) return undefined
  const dot = host.lastIndexOf('.')
  const place = {
    partition,
    region,
    service: host.slice(dot + 1),
    subdomain: dot === -1 ? undefined : host.slice(0, dot),
  }
  // `path//x` is what the console writes for a path override that begins with a slash.
  if (kind === 'path') return {...place, kind, path: `/${rest.replace(/^\/+/, '')}`}
  const [, action = '', query = ''] = /^([^&?]*)[&?]?(.*)$/s.exec(rest) ?? []
  return {...place, kind: 'action', action, query}
}
