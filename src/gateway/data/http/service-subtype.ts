import {serviceFacts} from '../services/service-facts.js'
import {encodeStrictly, formatServiceQuery} from '../services/service-target.js'

/** What a parameter's text stands for: itself, a JSON value, or a list written as JSON or with commas. */
type ParameterKind = 'text' | 'number' | 'json' | 'list'

type Parameters = Readonly<Record<string, ParameterKind>>

/** The call that a subtype makes; `region` only where a parameter names one. */
export type SubtypeCall = {
  service: string
  region: string | undefined
  method: string
  target: string
  headers: string[]
  body: string
}

export type ServiceSubtype = {
  required: Parameters
  optional: Parameters
  /** Makes the call out of the parameters that have a value. */
  toCall: (values: SubtypeValues) => Omit<SubtypeCall, 'region'>
}

/** Values by parameter, already of their kind; `Region` is not among them. */
export type SubtypeValues = Readonly<Record<string, unknown>>

/**
 * The service actions of HTTP APIs, with their parameters.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export const serviceSubtypes: Readonly<Record<string, ServiceSubtype>> = {
  'EventBridge-PutEvents': {
    required: {Detail: 'text', DetailType: 'text', Source: 'text'},
    optional: {Time: 'text', EventBusName: 'text', Resources: 'list', TraceHeader: 'text'},
    toCall: ({Time, ...entry}) => {
      const seconds = Time === undefined ? {} : {Time: epochSeconds(Time)}
      return jsonCall('events', 'PutEvents', {Entries: [{...entry, ...seconds}]})
    },
  },
  'SQS-SendMessage': {
    required: {QueueUrl: 'text', MessageBody: 'text'},
    optional: {
      DelaySeconds: 'number',
      MessageAttributes: 'json',
      MessageDeduplicationId: 'text',
      MessageGroupId: 'text',
      MessageSystemAttributes: 'json',
    },
    toCall: (values) => queueCall('SendMessage', values),
  },
  'SQS-ReceiveMessage': {
    required: {QueueUrl: 'text'},
    optional: {
      AttributeNames: 'list',
      MaxNumberOfMessages: 'number',
      MessageAttributeNames: 'list',
      ReceiveRequestAttemptId: 'text',
      VisibilityTimeout: 'number',
      WaitTimeSeconds: 'number',
    },
    toCall: (values) => queueCall('ReceiveMessage', values),
  },
  'SQS-DeleteMessage': {
    required: {ReceiptHandle: 'text', QueueUrl: 'text'},
    optional: {},
    toCall: (values) => queueCall('DeleteMessage', values),
  },
  'SQS-PurgeQueue': {
    required: {QueueUrl: 'text'},
    optional: {},
    toCall: (values) => queueCall('PurgeQueue', values),
  },
  'AppConfig-GetConfiguration': {
    required: {Application: 'text', Environment: 'text', Configuration: 'text', ClientId: 'text'},
    optional: {ClientConfigurationVersion: 'text'},
    toCall: configurationCall,
  },
  'Kinesis-PutRecord': {
    required: {StreamName: 'text', Data: 'text', PartitionKey: 'text'},
    optional: {SequenceNumberForOrdering: 'text', ExplicitHashKey: 'text'},
    // The wire wants base64; the parameter is the data itself.
    toCall: ({Data, ...rest}) =>
      jsonCall('kinesis', 'PutRecord', {...rest, Data: Buffer.from(String(Data)).toString('base64')}),
  },
  'StepFunctions-StartExecution': {
    required: {StateMachineArn: 'text'},
    optional: {Name: 'text', Input: 'text'},
    toCall: (values) => jsonCall('states', 'StartExecution', camelCased(values)),
  },
  'StepFunctions-StartSyncExecution': {
    required: {StateMachineArn: 'text'},
    optional: {Name: 'text', Input: 'text', TraceHeader: 'text'},
    // Synchronous executions have a host of their own: sync-states.{region}.amazonaws.com.
    toCall: (values) => ({...jsonCall('states', 'StartSyncExecution', camelCased(values)), service: 'sync-states'}),
  },
  'StepFunctions-StopExecution': {
    required: {ExecutionArn: 'text'},
    optional: {Cause: 'text', Error: 'text'},
    toCall: (values) => jsonCall('states', 'StopExecution', camelCased(values)),
  },
}

function jsonCall(service: string, action: string, body: object): Omit<SubtypeCall, 'region'> {
  const {json} = serviceFacts(service, undefined)
  const headers =
    json === undefined ? [] : ['Content-Type', json.contentType, 'X-Amz-Target', `${json.target}.${action}`]
  return {service, method: 'POST', target: '/', headers, body: JSON.stringify(body)}
}

/** The members of Step Functions begin with a small letter on the wire. */
function camelCased(values: SubtypeValues): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  )
}

/** PutEvents takes a time as seconds; RFC 3339 is what people write. Anything else goes to the service as it is. */
function epochSeconds(time: unknown): unknown {
  const ms = Date.parse(String(time))
  return Number.isNaN(ms) ? time : ms / 1000
}

/**
 * SQS is called by its query protocol, at the path of the queue's URL: its XML answer is what such routes answer
 * (reported by users of these routes; a recording has not been found).
 */
function queueCall(action: string, {QueueUrl, ...values}: SubtypeValues): Omit<SubtypeCall, 'region'> {
  const url = String(QueueUrl)
  const path = URL.canParse(url) ? new URL(url).pathname : `/${url.replace(/^\/+/, '')}`
  const parameters = Object.entries(values).flatMap(([name, value]) => queueParameters(name, value))
  return {
    service: 'sqs',
    method: 'POST',
    target: path,
    headers: ['Content-Type', 'application/x-www-form-urlencoded'],
    body: formatServiceQuery([['Action', action], ['Version', '2012-11-05'], ...parameters]),
  }
}

/** Lists and maps of the query protocol: `AttributeName.1`, `MessageAttribute.1.Value.DataType`. */
function queueParameters(name: string, value: unknown): [string, string][] {
  const single = name.replace(/s$/, '')
  if (Array.isArray(value)) return value.map((entry, index) => [`${single}.${index + 1}`, String(entry)])
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, attribute], index): [string, string][] => [
    [`${single}.${index + 1}.Name`, key],
    ...Object.entries(toMembers(attribute)).map(([member, text]): [string, string] => [
      `${single}.${index + 1}.Value.${member}`,
      String(text),
    ]),
  ])
}

function toMembers(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function configurationCall(values: SubtypeValues): Omit<SubtypeCall, 'region'> {
  const {Application, Environment, Configuration, ClientId, ClientConfigurationVersion: version} = values
  const path = ['applications', Application, 'environments', Environment, 'configurations', Configuration]
  const query: [string, string][] = [['client_id', String(ClientId)]]
  if (typeof version === 'string') query.push(['client_configuration_version', version])
  const target = `/${path.map((part) => encodeStrictly(String(part))).join('/')}?${formatServiceQuery(query)}`
  return {service: 'appconfig', method: 'GET', target, headers: [], body: ''}
}
