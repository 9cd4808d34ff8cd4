/** What the gateway has to know about a service to call it. */
export type ServiceFacts = {
  /** In the environment variable AWS_ENDPOINT_URL_…, after the SDKs' service id. */
  variable: string
  /** In the signature's scope. */
  signingName: string
  /** The JSON protocol's target prefix and content type; absent for services that take actions as a query. */
  json?: {target: string; contentType: string}
}

type Known = {variable?: string; signingName?: string; json?: readonly [target: string, version: '1.0' | '1.1']}

/**
 * Services whose name in an integration URI is not all there is to know.
 *
 * Sources: service ids and target prefixes are those of the SDKs' service models
 * (https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html). SSM has a JSON protocol too, and yet API
 * Gateway calls its actions as a query (recorded by localstack, test_apigateway_ssm.py, 22 May 2024).
 */
const known: Readonly<Record<string, Known>> = {
  dynamodb: {json: ['DynamoDB_20120810', '1.0']},
  'streams.dynamodb': {
    variable: 'DYNAMODB_STREAMS',
    signingName: 'dynamodb',
    json: ['DynamoDBStreams_20120810', '1.0'],
  },
  kinesis: {json: ['Kinesis_20131202', '1.1']},
  firehose: {json: ['Firehose_20150804', '1.1']},
  events: {variable: 'EVENTBRIDGE', json: ['AWSEvents', '1.1']},
  'sync-states': {variable: 'SFN', signingName: 'states'},
  states: {variable: 'SFN', json: ['AWSStepFunctions', '1.0']},
  logs: {variable: 'CLOUDWATCH_LOGS', json: ['Logs_20140328', '1.1']},
  secretsmanager: {variable: 'SECRETS_MANAGER', json: ['secretsmanager', '1.1']},
  kms: {json: ['TrentService', '1.1']},
  'cognito-idp': {variable: 'COGNITO_IDENTITY_PROVIDER', json: ['AWSCognitoIdentityProviderService', '1.1']},
  'cognito-identity': {variable: 'COGNITO_IDENTITY', json: ['AWSCognitoIdentityService', '1.1']},
  comprehend: {json: ['Comprehend_20171127', '1.1']},
  rekognition: {json: ['RekognitionService', '1.1']},
  textract: {json: ['Textract', '1.1']},
  transcribe: {json: ['Transcribe', '1.1']},
  translate: {json: ['AWSShineFrontendService_20170701', '1.1']},
  glue: {json: ['AWSGlue', '1.1']},
  athena: {json: ['AmazonAthena', '1.1']},
  ecs: {json: ['AmazonEC2ContainerServiceV20141113', '1.1']},
  codebuild: {json: ['CodeBuild_20161006', '1.1']},
  codepipeline: {json: ['CodePipeline_20150709', '1.1']},
  monitoring: {variable: 'CLOUDWATCH'},
  email: {variable: 'SES', signingName: 'ses'},
  'appsync-api': {variable: 'APPSYNC', signingName: 'appsync'},
  'bedrock-runtime': {variable: 'BEDROCK_RUNTIME', signingName: 'bedrock'},
  'bedrock-agent-runtime': {variable: 'BEDROCK_AGENT_RUNTIME', signingName: 'bedrock'},
  'runtime.sagemaker': {variable: 'SAGEMAKER_RUNTIME', signingName: 'sagemaker'},
  'data.iot': {variable: 'IOT_DATA_PLANE', signingName: 'iotdata'},
}

/** Facts about `sqs`, or about a service with a subdomain that changes them; other services follow the usual rules. */
export function serviceFacts(service: string, subdomain: string | undefined): ServiceFacts {
  const whole = subdomain === undefined ? service : `${subdomain}.${service}`
  const {variable, signingName = service, json} = entry(whole) ?? entry(service) ?? {}
  return {
    variable: variable ?? service.toUpperCase().replaceAll('-', '_'),
    signingName,
    ...(json !== undefined && {json: {target: json[0], contentType: `application/x-amz-json-${json[1]}`}}),
  }
}

function entry(name: string): Known | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined
}
