import * as z from 'zod'
import {logRetentionDays} from '../model/log-group.js'
import {webSocketMembers} from './web-socket-settings.js'

const name = z.string().min(1)
const arn = z.string().startsWith('arn:', 'An ARN begins with "arn:".')
const texts = z.record(name, z.string())
/** Numbers and booleans are texts once they are variables: YAML writes them without quotes. */
const variables = z.record(name, z.union([z.string(), z.number(), z.boolean()]).transform(String))

const throttle = z
  .strictObject({
    rateLimit: z.number().min(0).describe('Requests per second.'),
    burstLimit: z.int().min(0).describe('Requests at once.'),
  })
  .describe('Requests above these limits are answered with 429.')

const cacheEntry = {
  ttlSeconds: z.int().min(0).max(3600).optional().describe('How long a response is kept; AWS uses 300.'),
  encrypted: z.boolean().optional().describe('Whether cached responses are encrypted.'),
  requireAuthorization: z.boolean().optional().describe('Whether a client needs permission to refresh an entry.'),
  unauthorized: z
    .enum(['fail', 'warn', 'ignore'])
    .optional()
    .describe('What a client gets that may not refresh: 403, a cached response with a warning header, or one without.'),
}

const logLevel = z.enum(['off', 'error', 'info'])

const methodSettings = z
  .strictObject({
    cache: z.strictObject({enabled: z.boolean().optional(), ...cacheEntry}).optional(),
    throttle: throttle.optional(),
    executionLog: logLevel.optional(),
    dataTrace: z.boolean().optional(),
    metrics: z.boolean().optional(),
  })
  .describe('Settings of one method or route; they win over those of the stage.')

/** Names of the formats that need not be written out. */
export const logPresets = ['json', 'clf', 'xml', 'csv'] as const

function isPreset(format: string): boolean {
  return logPresets.some((preset) => preset === format)
}

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
function hasRequestId(format: string): boolean {
  return /\$\{?context\.(requestId|extendedRequestId)\b/.test(format) && !format.trimEnd().includes('\n')
}

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html and set-up-logging.html */
const logDestination =
  /^arn:[\w-]+:(logs:[\w-]+:\d{12}:log-group:[\w./#-]{1,512}(:\*)?|firehose:[\w-]+:\d{12}:deliverystream\/amazon-apigateway-[\w.-]+)$/

const accessLog = z
  .strictObject({
    destination: z
      .string()
      .regex(
        logDestination,
        'ARN of a log group (arn:aws:logs:REGION:ACCOUNT:log-group:NAME), or of a Firehose stream whose name begins with amazon-apigateway-.',
      )
      .describe('ARN of a CloudWatch log group or, for REST APIs, of a Firehose stream amazon-apigateway-NAME.'),
    retentionDays: z
      .literal(logRetentionDays)
      .optional()
      .describe('Days that the log group keeps lines; what it has by itself when absent, for ever if it is new.'),
    format: z
      .string()
      .refine(
        (format) => isPreset(format) || hasRequestId(format),
        'json, clf, xml, csv, or one line that contains $context.requestId.',
      )
      .describe('json, clf, xml, csv, or a line with $context variables that contains $context.requestId.'),
  })
  .describe('One line for each request.')

const stage = z
  .strictObject({
    target: z.enum(['local', 'aws']).optional().describe('Where the stage lives: the gateway on this machine, or AWS.'),
    region: name.optional(),
    profile: name.optional().describe('Profile of the AWS configuration files.'),
    accountId: z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().regex(/^\d{12}$/, 'An account id has 12 digits.'))
      .optional()
      .describe('12 digits; put them in quotes when they begin with 0.'),
    apiId: name.optional().describe('Id of the API on AWS; by default it is found by its tag apigw:project.'),
    endpoint: z.url('A URL like https://example.com.').optional().describe('URL that is called instead of AWS.'),
    description: z.string().optional(),
    variables: variables.optional().describe('Stage variables.'),
    throttle: throttle.optional(),
    cache: z
      .strictObject({
        sizeGb: z
          .literal([0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237])
          .optional()
          .describe('Size of the cache cluster.'),
        enabled: z
          .boolean()
          .optional()
          .describe('Whether every GET is cached, as it is by default; false: only methods that say so.'),
        ...cacheEntry,
      })
      .optional()
      .describe('Response cache of a REST API; it is paid by the hour.'),
    accessLog: accessLog.optional(),
    executionLog: logLevel.optional().describe('Execution log of a REST or WebSocket API.'),
    dataTrace: z.boolean().optional().describe('Whether the execution log holds requests and responses in full.'),
    metrics: z.boolean().optional().describe('Whether metrics are kept for each method or route.'),
    tracing: z.boolean().optional().describe('Whether requests of a REST API are traced with X-Ray.'),
    clientCertificateId: name.optional().describe('Certificate that a REST or WebSocket API shows to its backends.'),
    autoDeploy: z.boolean().optional().describe('Whether AWS deploys an HTTP or WebSocket API at every change.'),
    methods: z.record(name, methodSettings).optional().describe('Overrides by method: "GET /pets".'),
    routes: z
      .record(name, methodSettings)
      .optional()
      .describe('Overrides by route of an HTTP or WebSocket API: "GET /pets".'),
    tags: texts.optional(),
  })
  .describe('One stage and where it lives.')

const lambda = z
  .strictObject({
    handler: name.optional().describe('File and exported name: src/list-pets.handler.'),
    runtime: name.optional().describe('nodejs22.x, python3.13, …; by default what the handler is written in.'),
    timeoutSeconds: z.int().min(1).max(900).optional(),
    memoryMb: z.int().min(128).max(10_240).optional(),
    environment: variables.optional(),
    arn: arn.optional().describe('Of the function on AWS; by default made of its name, the region and the account.'),
    functionName: name.optional().describe('Its name on AWS; by default the one it has here.'),
  })
  .describe('A Lambda function: run locally from its handler, on AWS called by its ARN.')

const domain = z
  .strictObject({
    certificateArn: arn.optional(),
    endpointType: z.enum(['edge', 'regional', 'private']).optional(),
    securityPolicy: name.optional(),
    stage: name.optional().describe('Stage that the whole domain leads to, or that the mappings default to.'),
    mappings: texts.optional().describe('Base path to stage.'),
    hostedZoneId: name.optional(),
    mutualTls: z.strictObject({truststoreUri: name, truststoreVersion: name.optional()}).optional(),
    tags: texts.optional(),
  })
  .describe('A custom domain name.')

const quota = z.strictObject({
  limit: z.int().min(0).describe('Requests per period.'),
  offset: z.int().min(0).optional(),
  period: z.enum(['DAY', 'WEEK', 'MONTH']),
})

const usagePlan = z
  .strictObject({
    description: z.string().optional(),
    throttle: throttle.optional(),
    quota: quota.optional(),
    stages: z.array(name).optional(),
    keys: z.array(name).optional().describe('Names under apiKeys.'),
    methods: z.record(name, z.record(name, throttle)).optional().describe('Limits by stage and method.'),
    tags: texts.optional(),
  })
  .describe('Limits for the keys of some clients.')

const apiKey = z
  .strictObject({
    description: z.string().optional(),
    enabled: z.boolean().optional(),
    customerId: name.optional(),
    tags: texts.optional(),
  })
  .describe('An API key; its value is made by AWS and never written here.')

const amount = z.union([
  z.number(),
  z.string().regex(/^\d+(\.\d+)?(%|ms|s)?$/, 'A number, or one with its unit: 1%, 500ms, 2s.'),
])

const alarm = z
  .strictObject({
    metric: name.describe('5XXError, Latency, Count, …'),
    above: amount.optional(),
    below: amount.optional(),
    for: z
      .string()
      .regex(/^\d+[mh]$/, 'A time like 5m or 1h.')
      .optional(),
    statistic: name.optional().describe('Sum, Average, p99, …'),
    method: name.optional().describe('One method only: "GET /pets".'),
    stage: name.optional(),
    notify: z
      .union([arn, z.array(arn)])
      .optional()
      .describe('ARN of an SNS topic.'),
    description: z.string().optional(),
  })
  .describe('A CloudWatch alarm.')

const allowance = z.strictObject({
  rule: name.describe('Code that a gate refused with.'),
  on: name.optional().describe('Only for this address, for example "GET /pets".'),
  reason: z.string().min(10, 'Say in a sentence why this is acceptable.'),
  until: z.iso.date().optional().describe('Last day of the exception.'),
})

const ignored = z.strictObject({
  on: name.describe('What differs, as "apigw drift" names it: "GET /pets", "stage prod tracing".'),
  reason: z.string().min(10, 'Say in a sentence why it may differ.'),
})

const local = z
  .strictObject({
    vpcLinks: z
      .record(name, z.url({protocol: /^https?$/, error: 'A URL like http://127.0.0.1:8080.'}))
      .optional()
      .describe('Address of what lies behind a VPC link, by name or id of the link or ARN of its target.'),
    truststores: z
      .record(z.string().regex(/^s3:\/\/.+/, 'A URI like s3://bucket/clients.pem.'), name)
      .optional()
      .describe('PEM file, relative to this one, in place of a truststore on S3, by its s3:// URI.'),
  })
  .describe("Where things of AWS's network are on this machine; only the local gateway reads it.")

/** The shape of apigw.yaml. Unknown members are refused everywhere: a typing error must not silently switch something off. */
export const settingsSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Lets editors complete this file.'),
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'Letters, digits and . _ - only, at most 128.')
      .describe('Name of the project; the API on AWS is found by it.'),
    type: z.enum(['rest', 'http', 'websocket']).default('rest').describe('Kind of the API.'),
    definition: name.optional().describe('OpenAPI file, relative to this one; openapi.yaml by default.'),
    endpointType: z.enum(['edge', 'regional', 'private']).optional().describe('Endpoint of a REST API.'),
    basePath: z.enum(['ignore', 'prepend', 'split']).optional().describe("What the definition's base path does."),
    documentation: z
      .enum(['ignore', 'explicit', 'all'])
      .optional()
      .describe('Documentation parts: none, those of the extension, or also of each description.'),
    ...webSocketMembers,
    variables: variables.optional().describe('Names that the definition may use as ${NAME}.'),
    functions: z.record(name, lambda).optional(),
    local: local.optional(),
    region: name.optional(),
    profile: name.optional(),
    defaultStage: name.optional().describe('Stage of commands that name none.'),
    stages: z
      .record(z.string().regex(/^[A-Za-z0-9_-]{1,128}$|^\$default$/, 'Letters, digits, - and _ only.'), stage)
      .default({}),
    domains: z.record(name, domain).optional(),
    usagePlans: z.record(name, usagePlan).optional(),
    apiKeys: z.record(name, apiKey).optional(),
    alarms: z.record(name, alarm).optional(),
    tags: texts.optional(),
    ignoreDrift: z.array(ignored).optional().describe('Differences between files and AWS that are meant to be.'),
    allow: z.array(allowance).optional().describe('Exceptions from gates, each with its reason.'),
  })
  .describe('Settings of an apigw project.')

/** apigw.yaml as it was read, with the few defaults filled in. */
export type Settings = z.output<typeof settingsSchema>

/** Settings of one stage. */
export type StageSettings = Settings['stages'][string]

/** Overrides of one method or route. */
export type MethodOverride = NonNullable<StageSettings['methods']>[string]

/** One Lambda function of the project. */
export type FunctionSettings = NonNullable<Settings['functions']>[string]
