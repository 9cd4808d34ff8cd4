import {Flags} from '@oclif/core'

/** Flags of every command. `--json` is oclif's own, switched on in the base command. */
export const globalFlags = {
  query: Flags.string({
    description: 'JMESPath expression that picks from the JSON result; implies --json',
    helpGroup: 'GLOBAL',
  }),
  'no-input': Flags.boolean({
    description: 'never ask: a missing value is an error that names its flag',
    env: 'APIGW_NO_INPUT',
    helpGroup: 'GLOBAL',
  }),
  debug: Flags.boolean({
    description: 'show the stack of an error and count the calls to AWS',
    helpGroup: 'GLOBAL',
  }),
}

/** Which stage and account a command works on. Resolved by src/config: flag, environment, stage, project, default. */
export const targetFlags = {
  stage: Flags.string({
    char: 's',
    description: 'stage of apigw.yaml (default: defaultStage)',
    env: 'APIGW_STAGE',
    helpGroup: 'TARGET',
  }),
  target: Flags.option({options: ['aws', 'local'] as const})({
    description: 'where the API lives: AWS, or the gateway on this machine',
    env: 'APIGW_TARGET',
    helpGroup: 'TARGET',
  }),
  profile: Flags.string({
    description: "profile of the AWS CLI's files to take credentials from",
    env: 'APIGW_PROFILE',
    helpGroup: 'TARGET',
  }),
  region: Flags.string({description: 'AWS region', env: 'APIGW_REGION', helpGroup: 'TARGET'}),
  endpoint: Flags.string({
    description: 'URL of the API Gateway service, in place of the usual one',
    env: 'APIGW_ENDPOINT',
    helpGroup: 'TARGET',
  }),
}

/** For commands that read what a stage serves, unless they are told otherwise. */
export const workingCopyFlag = {
  'working-copy': Flags.boolean({description: 'take the API as it is now, deployed or not, in place of a stage'}),
}

/** For commands that tell readers where to call an API. */
export const portalUrlFlag = {
  url: Flags.string({description: 'where readers call the API (default: the stage)', helpValue: 'URL'}),
}

/** For commands that plan from the files. */
export const onlyFlag = {
  only: Flags.string({
    description: 'only this of the definition, with what it needs: a name ("GET /pets") or an address of the plan',
    helpValue: 'ADDRESS',
    multiple: true,
  }),
}

/** For commands that plan a deployment from the files. */
export const canaryFlag = {
  canary: Flags.integer({
    description: 'leave the stage where it is, and let a canary of it get this share of the requests, in percent',
    helpValue: 'PERCENT',
    min: 1,
    max: 100,
    exclusive: ['resume'],
  }),
}

/** For commands that ask before they change something. */
export const yesFlag = {
  yes: Flags.boolean({char: 'y', description: 'do it without asking'}),
}

/** For commands whose runs can be continued. */
export const resumeFlag = {
  resume: Flags.boolean({description: 'continue the last run on the stage, which was interrupted, killed or failed'}),
}

/** For commands that carry plans out. */
export const allowFlag = {
  allow: Flags.string({
    description: 'let a gate pass: a rule (route-removed), or a rule on one thing ("route-removed=GET /pets")',
    helpValue: 'RULE',
    multiple: true,
  }),
}

/** For commands that delete: the name is typed, on the command line or when asked. */
export const confirmFlag = {
  confirm: Flags.string({description: 'name of what is deleted, in place of typing it when asked', helpValue: 'NAME'}),
}

/** For commands about the gateway on this machine. */
export const stateFlag = {
  state: Flags.string({
    description: "folder of the gateway's state (default: .apigw/local of the project)",
    env: 'APIGW_STATE',
    helpValue: 'DIR',
  }),
}

/** How a gateway that is started here treats its clients; one that runs already stays as it is. */
export const gatewayFlags = {
  'no-auth': Flags.boolean({
    description: 'answer control-plane calls without a signature too, and verify none',
    env: 'APIGW_NO_AUTH',
  }),
  limits: Flags.option({options: ['aws', 'none'] as const})({
    description: "aws: refuse calls and requests beyond AWS's rates and quotas for accounts, as AWS would",
    default: 'none',
    env: 'APIGW_LIMITS',
  }),
  'vpc-endpoints': Flags.boolean({
    description: 'take the header x-apigw-source-vpce for a VPC endpoint, so that private APIs can be called',
    env: 'APIGW_VPC_ENDPOINTS',
  }),
  tls: Flags.boolean({
    description: 'answer HTTPS on the same port too, with certificates of a local authority',
    env: 'APIGW_TLS',
  }),
  ephemeral: Flags.boolean({description: 'keep the state in memory only'}),
}

export const allowAwsFlag = {
  'allow-aws': Flags.boolean({
    description: 'call AWS services that no AWS_ENDPOINT_URL_… names at AWS itself, with your own credentials',
    env: 'APIGW_ALLOW_AWS',
  }),
}

export const portFlag = {
  port: Flags.integer({
    description: 'port to listen on; 0 picks a free one (default: 4600, or a free one when that is taken)',
    env: 'APIGW_PORT',
    min: 0,
    max: 65_535,
  }),
}

/** For commands that look back; `since` is what they look at unless told otherwise. */
export const spanFlags = (since: string) => ({
  since: Flags.string({
    description: 'from when on: how long ago (30m, 2d), today, yesterday, or a moment (2026-12-31T08:00Z)',
    default: since,
    helpValue: 'TIME',
  }),
  until: Flags.string({description: 'up to when (default: now)', helpValue: 'TIME'}),
})

/** For commands whose calls can be seen before they are made. */
export const dryRunFlag = {
  'dry-run': Flags.boolean({description: 'show the calls, and change nothing'}),
}

/** For commands that list. */
export const filterFlag = {
  filter: Flags.string({description: 'only those with this text in what the list shows', helpValue: 'TEXT'}),
}
