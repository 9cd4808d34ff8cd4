import type {Explanations} from './explanation.js'

/** Errors of planning, applying, resuming and rolling back. */
export const runExplanations: Explanations = {
  API_MAPPED_ELSEWHERE: {
    means:
      'A custom domain that the project neither made nor declares leads to the API; AWS refuses to delete it then.',
    steps: [
      'Take the path that the message names away, or declare the domain under "domains:" of apigw.yaml if it is yours.',
    ],
  },
  APPLY_INTERRUPTED: {
    means: 'Ctrl-C during a run. The call under way was finished, the next one not begun.',
    steps: ['"apigw deploy --resume" does the rest, "apigw rollback" takes back what was done.'],
  },
  APPLY_PARTIAL: {
    means:
      'A call failed after others had succeeded (exit code 5). What is done stays done, and the journal says what.',
    steps: [
      'Mend the cause: the message has the code of the failed call; "apigw explain" knows it.',
      '"apigw deploy --resume" does the rest, "apigw rollback" takes back what was done.',
    ],
  },
  DECLINED: {
    means: 'A question was answered with no, or the name that was typed is not the right one. Nothing was changed.',
    steps: ['In a pipeline: --yes, or --confirm NAME for what deletes.'],
  },
  DEFINITION_UNKNOWN: {
    means: 'The definition behind a deployment cannot be told: AWS exports only what a stage serves.',
    steps: ['Let a stage serve it, then compare: "apigw rollback --stage NAME --to DEPLOYMENT".'],
  },
  DEPLOYMENT_GONE: {
    means: 'A rollback leads to a deployment that somebody has deleted, and its definition is not the current one.',
    steps: ['Pick another with "apigw deployment list", then "apigw rollback --to DEPLOYMENT".'],
  },
  DEPLOYMENT_NOT_FOUND: {
    means: 'The API has no deployment of that id, and no stage of that name.',
    steps: ['"apigw deployment list" shows them.'],
  },
  DOMAIN_CERTIFICATE_MISSING: {
    means: 'A custom domain is made from a certificate, and apigw.yaml names none.',
    steps: [
      'Ask AWS Certificate Manager for one (edge-optimized domains: in us-east-1) and write its ARN as "certificateArn:".',
    ],
  },
  DOMAIN_ENDPOINT_FIXED: {
    means:
      'Changing the endpoint type of a domain changes where its DNS record must lead; clients would lose it in between.',
    steps: ['Add the other endpoint to the domain, move the DNS record, then remove the old one.'],
  },
  DOMAIN_PATH_TAKEN: {
    means: 'The path of the custom domain is mapped to another API.',
    steps: ['Remove that mapping if the path is to lead here, or choose another path in apigw.yaml.'],
  },
  DRIFT_NOT_WRITABLE: {
    means: 'A value on AWS has no place in the files, so they were left as they were.',
    steps: ['"apigw pull --dir live" writes what can be written into another folder, to compare.'],
  },
  DRIFT_UNKNOWN: {
    means: 'Nothing of that name differs, so there is nothing to ignore.',
    steps: ['"apigw drift" lists the names.'],
  },
  GATE_REFUSED: {
    means: 'A rule stopped the plan (exit code 3); nothing was changed. The findings name the rule and the thing.',
    steps: [
      '"apigw explain RULE" says what a rule guards and what to do instead.',
      '--allow RULE, or --allow "RULE=GET /pets" for one thing, lets it pass this time.',
      'An exception that stays goes under "allow:" in apigw.yaml, with a reason.',
    ],
  },
  JOURNAL_NOT_WRITABLE: {
    means: 'A run that cannot be recorded is not begun: it could neither be resumed nor taken back.',
    steps: ['Make room on the disk, or give yourself the right to write to .apigw/journal.'],
  },
  KEEP_UNKNOWN: {
    means: '--keep names nothing that "apigw destroy" would delete beside the API and could leave.',
    steps: ['Use a name or an address of the plan that the command shows: api.example.com, apiKey/acme.'],
  },
  KEY_VALUE_NEW: {
    means:
      'A run deleted an API key; taken back, the key exists again with another value, because values are never kept.',
    steps: ['Give the new value to who uses the key: "apigw key show NAME --show-value".'],
  },
  LOGGING_ROLE_MISSING: {
    means:
      'API Gateway writes logs by one role for the whole account and region, and there is none. apigw never changes it.',
    steps: [
      'Make a role with the policy AmazonAPIGatewayPushToCloudWatchLogs, and set it: "apigw doctor" prints the command.',
    ],
  },
  LOGGING_ROLE_UNKNOWN: {
    means: 'The credentials may not read the settings of the account, so it is unknown whether AWS will take logs.',
    steps: ['Let them call apigateway:GET on /account.'],
  },
  LOG_GROUP_ELSEWHERE: {
    means: 'The access log goes to a group of another account or region, which is neither looked for nor made.',
    steps: ['Name a group of the account and region of the stage.'],
  },
  LOG_GROUP_UNKNOWN: {
    means: 'The credentials may not look for the log group, so it is not made either.',
    steps: ['Let them call logs:DescribeLogGroups, CreateLogGroup and PutRetentionPolicy.'],
  },
  NOTHING_TO_RESUME: {
    means: 'The last run on the stage carried out all it wanted.',
    steps: ['Run "apigw deploy": it plans from the files as they are now.'],
  },
  NOTHING_TO_ROLL_BACK: {
    means: 'There is no run to take back: no journal of a run that changed something on this stage.',
    steps: ['Journals are on the machine that deployed. Elsewhere: "apigw rollback --to DEPLOYMENT".'],
  },
  ONLY_NEEDS_API: {
    means: '--only adds parts of the files to what is live, and nothing is live yet.',
    steps: ['Deploy without --only the first time.'],
  },
  ONLY_UNKNOWN: {
    means: 'No difference between the files and the live API has this name.',
    steps: ['"apigw plan" lists what differs: a name ("GET /pets") or an address of its JSON is meant.'],
  },
  PLAN_ELSEWHERE: {
    means: 'A saved plan is for another account, region or target than this command works on.',
    steps: ['Use the --stage, --profile and --region that the plan was made with, or make it again.'],
  },
  PLAN_FILE_INVALID: {
    means: 'The file is no saved plan, was edited, or was written by another version.',
    steps: ['Make it again: apigw plan --out plan.json'],
  },
  PLAN_REFERENCE_UNKNOWN: {
    means: 'A call needs the id of something that neither exists nor is made earlier in the plan.',
    steps: ['Declare it in the definition, or correct its name where it is used.'],
  },
  PLAN_STALE: {
    means: 'The live API is no longer what the plan was made from. Nothing was changed.',
    steps: ['Make the plan again and look at it: somebody else changed the API.', '"apigw drift" shows what.'],
  },
  PULL_LOSSES: {
    means: 'The API has settings for which OpenAPI and apigw.yaml have no place.',
    steps: ['Correct them on the API, or add --lossy; "apigw plan" then shows each of them as a change.'],
  },
  REASON_MISSING: {
    means: 'What may differ for good needs a reason that the next reader can understand.',
    steps: ['Add --reason with at least 10 characters.'],
  },
  RESTORE_DELETES_STAGES: {
    means: 'Before the run there was no API; taking the run back would delete it together with stages made since.',
    steps: ['Delete those stages first, or bring this one back with "apigw rollback --to DEPLOYMENT".'],
  },
  RULE_UNKNOWN: {
    means: '--allow or "allow:" names a rule that does not exist.',
    steps: ['"apigw explain" without a code lists the rules.'],
  },
  RUN_NOT_FOUND: {
    means: 'The file named by --run is not the journal of a run.',
    steps: ['Journals are .apigw/journal/*.jsonl; without --run the last one is taken.'],
  },
  RUN_STATE_INVALID: {
    means: 'The file beside a journal, which says where the run came from and where it went, cannot be read.',
    steps: [
      '"apigw deploy" brings the API to what the files say.',
      '"apigw rollback --to DEPLOYMENT" needs no journal.',
    ],
  },
  RUN_STATE_NOT_WRITABLE: {
    means: 'The state before the run could not be kept, so the run was not begun.',
    steps: ['Make room, or give yourself the right to write to .apigw.'],
  },
  STAGES_NOT_BACK: {
    means: 'A rollback of "apigw destroy" brings one stage back, with the definition that the API had.',
    steps: ['Run "apigw deploy --stage NAME" for each of the others.'],
  },
  STAGE_NOT_FOUND: {means: 'The API has no stage of that name.', steps: ['"apigw stage list" shows them.']},
  STAGE_NOT_MOVED: {
    means: 'After the run the stage points elsewhere: somebody else deployed at the same time.',
    steps: ['"apigw deployment list" shows what is served. Run the same command again.'],
  },
  VERIFY_FAILED: {
    means: 'The stage did not answer --verify as expected, and was brought back to the state before.',
    steps: ['Call the path on another stage or locally with --trace, correct it, and deploy again.'],
  },
  PROMOTE_AUTO_DEPLOY: {
    means: 'A stage with autoDeploy serves every change of its API, so it cannot be pointed at a deployment.',
    steps: ['Write "autoDeploy: false" into the stage, deploy it, and promote again.'],
  },
  PROMOTE_NOTHING: {
    means: 'The first stage serves no deployment that could be promoted.',
    steps: ['Deploy to it first.'],
  },
  PROMOTE_SAME_STAGE: {
    means: 'Both names are of one stage.',
    steps: ['apigw promote FROM TO: the first gives its deployment, the second serves it afterwards.'],
  },
  VERIFY_ROLLBACK_FAILED: {
    means: 'The stage did not answer --verify, and the way back failed too: it is between the two states.',
    steps: ['"apigw apply --resume" finishes the rollback.'],
  },
}
