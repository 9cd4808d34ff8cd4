import type {Invocation, LogDelivery} from '../data/ports.js'

const logGroup = /^arn:[\w-]+:logs:([a-z0-9-]+):(\d{12}):log-group:([^:*]+)(?::\*)?$/
const deliveryStream = /^arn:[\w-]+:firehose:([a-z0-9-]+):(\d{12}):deliverystream\/(.+)$/

/**
 * Where the access log line of a request goes; undefined when the stage has no access log, or one that goes nowhere.
 * A canary has a log group of its own beside the stage's. Lines for Firehose are kept in the log group that Firehose itself logs to, because there is no Firehose here.
 */
export function accessLogDelivery({accessLog, startedAtMs, latencyMs}: DeliveredInvocation): LogDelivery | undefined {
  if (accessLog?.destinationArn === undefined) return undefined
  const events = [{timestampMs: startedAtMs + latencyMs, message: accessLog.line}]
  const [, region = '', accountId = '', groupName] = logGroup.exec(accessLog.destinationArn) ?? []
  if (groupName !== undefined)
    return {
      scope: {accountId, region},
      groupName: `${groupName}${accessLog.isCanary === true ? '/Canary' : ''}`,
      events,
    }
  const [, firehoseRegion = '', owner = '', stream] = deliveryStream.exec(accessLog.destinationArn) ?? []
  if (stream === undefined) return undefined
  const scope = {accountId: owner, region: firehoseRegion}
  return {scope, groupName: `/aws/kinesisfirehose/${stream}`, streamName: 'AccessLogs', events}
}

type DeliveredInvocation = Pick<Invocation, 'accessLog' | 'startedAtMs' | 'latencyMs'>
