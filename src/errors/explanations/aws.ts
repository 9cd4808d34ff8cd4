import type {Explanations} from './explanation.js'

/** Errors of calls to AWS, or to the local gateway in its place. */
export const awsExplanations: Explanations = {
  AWS_ACCESS_DENIED: {
    means: 'The credentials are valid, but no policy lets them make this call, or one forbids it.',
    steps: [
      'The message names the operation. API Gateway has the IAM actions apigateway:GET, POST, PUT, PATCH and DELETE on paths such as arn:aws:apigateway:REGION::/restapis/ID.',
      'Run "apigw doctor --stage NAME": it tries what apigw needs before a deploy does.',
      'A permission boundary, a service control policy or a session policy denies even what your own policy allows.',
    ],
  },
  AWS_ACCOUNT_UNKNOWN: {
    means: 'The account number is needed to write an ARN, and STS GetCallerIdentity did not tell it.',
    steps: ['Write "accountId:" into the stage of apigw.yaml.', 'Or let the credentials call sts:GetCallerIdentity.'],
  },
  AWS_ANSWER_UNREADABLE: {
    means: 'What answered is not the AWS service: it is no HTTP, a redirect, a page, or JSON that ends early.',
    steps: [
      'Check --endpoint and the proxy settings of this machine.',
      'Open a page in a browser: the network may ask for a login.',
      'A change may have been made all the same: "apigw plan" shows what is left.',
    ],
  },
  AWS_BAD_REQUEST: {
    means: "AWS understood the call and refused its content. The message is AWS's own.",
    steps: [
      'Correct the value that the message names, in the definition or in apigw.yaml.',
      'Run "apigw plan" again: calls that succeeded before are no longer in it.',
    ],
  },
  AWS_CONFLICT: {
    means: 'Something of this name exists already, or somebody changes the same API at this moment.',
    steps: [
      'Run the same command again: it plans from what exists now.',
      'Look for a second pipeline on the same stage.',
    ],
  },
  AWS_CLOCK_WRONG: {
    means: 'The clock of this machine is off: requests are signed with their time, and AWS takes five minutes at most.',
    steps: ['Set the clock. "apigw doctor" shows how far it is off.'],
  },
  AWS_CREDENTIALS_EXPIRED: {
    means: 'The temporary credentials were good and have expired.',
    steps: ['Sign in again, or renew AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN together.'],
  },
  AWS_CREDENTIALS_MISSING: {
    means: 'Neither the environment nor the files of the AWS CLI hold credentials.',
    steps: [
      'Pass --profile NAME, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      'In CI: the job needs the right to ask for an identity token (GitHub: permissions: id-token: write).',
    ],
  },
  AWS_CREDENTIALS: {
    means: 'AWS knows the credentials not, or not with this secret.',
    steps: [
      'Run "aws sts get-caller-identity --profile NAME" to see whether others find them.',
      'With SSO: "aws sso login --profile NAME".',
      'In CI: the job needs the right to ask for an identity token (GitHub: permissions: id-token: write).',
    ],
  },
  AWS_ENDLESS_LIST: {
    means: 'The service answered a page token that it had answered before, or pages without end.',
    steps: ['Check --endpoint and AWS_ENDPOINT_URL_*: AWS itself does not answer like this.'],
  },
  AWS_IMPORT: {
    means: "A line of AWS's import, at the place of the definition that it is about.",
    steps: ['Correct the place named. An import with errors changes nothing.'],
  },
  AWS_INTERRUPTED: {
    means: 'Ctrl-C, before the call was made.',
    steps: ['Run the same command again: it continues from what exists.'],
  },
  AWS_LIMIT_EXCEEDED: {
    means: 'A quota of the account is used up: APIs, resources, stages, keys, usage plans or domains.',
    steps: [
      '"apigw doctor" shows how many of each there are.',
      'Delete what nobody uses, or ask for more in Service Quotas.',
    ],
  },
  AWS_MFA_NEEDED: {
    means: 'The profile asks for a second factor, which nobody is asked for here.',
    steps: ['"aws sts get-session-token --serial-number … --token-code CODE" gives credentials for the environment.'],
  },
  AWS_NETWORK: {
    means: 'There was no connection: the name did not resolve, or nobody answered in time.',
    steps: [
      'Check proxy and VPN; HTTPS_PROXY is honoured.',
      'Check --endpoint and the region: a mistyped region is a host that does not exist.',
    ],
  },
  AWS_NOT_FOUND: {
    means: 'The thing was there when the plan was made or the name was looked up, and is gone.',
    steps: [
      '"apigw api list" with the same --stage, --profile and --region shows what exists.',
      'Make the plan again: it creates what is missing.',
    ],
  },
  AWS_NOT_IMPLEMENTED: {
    means: 'The service does not offer the operation. That happens with the local gateway, not with AWS.',
    steps: ['"apigw local coverage" lists every operation with its state.'],
  },
  AWS_REGION_MISSING: {
    means: 'Neither flags, apigw.yaml, the environment nor the profile name a region.',
    steps: ['Write "region:" into the stage of apigw.yaml, pass --region, or set AWS_REGION.'],
  },
  AWS_THROTTLED: {
    means: 'AWS answered 429 although apigw slowed down: others use the same account limit of 10 calls a second.',
    steps: ['Wait a minute and run the same command.', 'Look for pipelines or tools that poll the same account.'],
  },
  AWS_UNAVAILABLE: {
    means: 'AWS answered with a fault of its own (5xx), and repeating did not cure it.',
    steps: ['Run the same command again.', 'Look at the AWS Health Dashboard of the region.'],
  },
  API_AMBIGUOUS: {
    means: 'Several APIs match the name or carry the tag of this project.',
    steps: ['Use the id in place of the name.', 'Or write "apiId:" into the stage of apigw.yaml.'],
  },
  API_NOT_CREATED: {
    means: 'The project has never been deployed to this stage: no API carries its tag.',
    steps: ['Run "apigw deploy --stage NAME".', 'If it should exist: check account, region and --target.'],
  },
  API_NOT_FOUND: {
    means: 'No API of this account and region has that id or name.',
    steps: ['"apigw api list" shows what exists.', 'Check --stage, --region and --profile.'],
  },
  API_OWNED: {
    means: 'The API carries the tag of another project. Two projects on one API would undo each other.',
    steps: ['Leave --name out, so that this project takes the same name.', 'Or remove the tag apigw:project first.'],
  },
  COMPANION_AMBIGUOUS: {
    means: 'A usage plan or key of apigw.yaml is known by its name, and several on AWS have that name.',
    steps: [
      'Rename or delete the others.',
      'Or give the right one the tag apigw:project with the name of the project.',
    ],
  },
  DEPLOYMENT_FAILED: {
    means: 'AWS took the deployment and then could not carry it out.',
    steps: ['The reason is in the message. Correct it in the definition and deploy again.'],
  },
  AWS_PROFILE_UNKNOWN: {
    means: 'The files of the AWS CLI have no such profile, or it leads to none that has credentials.',
    steps: ['"aws configure list-profiles" lists them; the name comes from --profile, apigw.yaml or AWS_PROFILE.'],
  },
  AWS_REFUSED: {
    means: 'AWS refused a call; this is the place of the files that the call was made for.',
    steps: ["The message is AWS's own: correct the place named, and run the same command again."],
  },
  AWS_ROLE_REFUSED: {
    means: 'The role of the profile may not be assumed by who calls.',
    steps: [
      'The trust policy of the role has to name the caller, and the caller needs sts:AssumeRole on the role.',
      '"aws sts get-caller-identity --profile SOURCE" shows who calls.',
    ],
  },
  AWS_SSO_EXPIRED: {
    means: 'Nobody is signed in to the SSO session of the profile any more.',
    steps: ['"aws sso login --profile NAME", then the same command again.'],
  },
  AWS_WEB_IDENTITY: {
    means: 'The identity token of the job is not there, or the role does not trust it.',
    steps: [
      'GitHub: permissions: id-token: write, and aws-actions/configure-aws-credentials before apigw.',
      'The trust policy of the role has to name the provider, and the repository in its conditions.',
    ],
  },
}
