import type {Explanations} from './explanation.js'

/** Errors of the commands that watch an API. */
export const observeExplanations: Explanations = {
  ALARM_INVALID: {
    means: "An alarm of one's own needs a name, a metric that this kind of API has, and one limit.",
    steps: ['For example --name slow --metric Latency --above 2s --for 5m, or --recommended.'],
  },
  ALARM_NOT_FOUND: {
    means: 'CloudWatch has no alarm of that name on metrics of API Gateway.',
    steps: ['"apigw alarm list" shows those of an API, or of all of them outside a project; check --region.'],
  },
  DASHBOARD_NOT_FOUND: {
    means: 'CloudWatch has no dashboard of that name.',
    steps: ['"apigw dashboard list" shows their names.'],
  },
  LOGS_IN_FIREHOSE: {
    means: 'The access log of the stage goes to a Firehose stream, which cannot be read back.',
    steps: ['Read it where the stream delivers to, or read the execution log: "apigw logs --type execution".'],
  },
  LOGS_OFF: {
    means: 'The stage does not write the log that was asked for. HTTP APIs have access logs only.',
    steps: [
      'Write "accessLog:" or "executionLog:" into the stage in apigw.yaml, then "apigw deploy".',
      'Where no files declare the API: apigw stage logs STAGE API --access-log ARN',
    ],
  },
  LOG_FIELD_MISSING: {
    means: 'A filter asks for something that the format of the access log does not have, so that no line could pass.',
    steps: [
      'Add the $context variable that the message names to "accessLog: {format: …}" and deploy it, or use --text.',
    ],
  },
  LOG_FILTER_MISPLACED: {
    means: '--status, --route, --key and --min-latency pick lines of the access log; other logs do not tell these.',
    steps: ['Use --text with other logs, or leave out --type and --function.'],
  },
  PERIOD_INVALID: {
    means: '--period is no multiple of what CloudWatch keeps of that time, or would make too many points.',
    steps: ['CloudWatch keeps minutes for 15 days, 5 minutes for 63 days, hours for 15 months. Leave --period out.'],
  },
  PRICES_INVALID: {
    means: 'The file of --prices is not there, or not a table of prices.',
    steps: ['The message names the member; all prices are numbers in US dollars.'],
  },
  REQUEST_ID_INVALID: {
    means: 'The word is no request id.',
    steps: ['Take it from the headers of the answer: x-amzn-requestid, x-amz-apigw-id or apigw-requestid.'],
  },
  REQUEST_NOT_FOUND: {
    means: 'No log of the stage has a line about the request, or it writes none.',
    steps: ['Look further back with --since or at another --stage; logs come some seconds late.'],
  },
  STAGE_AMBIGUOUS: {
    means: 'The API has several stages, and none was named.',
    steps: ['Add --stage NAME; "apigw stage list" shows them.'],
  },
  STATUS_INVALID: {
    means: '--status is neither a status, a range nor a class.',
    steps: ['For example 5xx, 404 or 400-404,5xx.'],
  },
  TIME_SPAN_EMPTY: {
    means: '--since is not before --until.',
    steps: ['Without --until the end is now; "1h" means an hour ago.'],
  },
  TIME_SPAN_TOO_LONG: {
    means: 'AWS tells the use of a plan for 90 days at once.',
    steps: ['Give a later --since, or an earlier --until.'],
  },
  TRAIL_NOT_LOCAL: {
    means: 'Who called the control plane is known to CloudTrail, and that is on AWS only.',
    steps: ['Name a stage on AWS, or use --target aws.'],
  },
  USAGE_PLAN_NOT_FOUND: {
    means: 'No usage plan has that id or name.',
    steps: ['"apigw usage" shows all of them; check --region and --profile.'],
  },
}
