import type {Exit} from '../errors/exit-codes.js'

/** What of an error of the SDK tells its cause: `cause` is a code of the system, as `ENOENT`, `profile` what was asked for. */
export type CredentialFailure = {name: string; message: string; cause: string; profile: string | undefined}

type Rule = {code: string; exit: Exit; matches: (failure: CredentialFailure) => boolean; fix: string}

const providers = /^(CredentialsProvider|TokenProvider|SSOTokenProvider)/
const refusals =
  /^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|InvalidAccessKeyId|MissingAuthenticationToken|IncompleteSignature|SignatureDoesNotMatch|RequestExpired)/

/**
 * Why nobody is signed in, or not as who they should be; first match wins. Sources: the credential providers of the SDK
 * and the errors common to all AWS services. The SDK tells these apart by text only.
 */
export const credentialRules: readonly Rule[] = [
  {
    code: 'AWS_SSO_EXPIRED',
    exit: 'denied',
    matches: ({name, message}) =>
      providers.test(name) && /sso session|Token is expired|aws (?:sso )?login/i.test(message),
    fix: 'Run "aws sso login" with the same --profile, then the command again.',
  },
  {
    code: 'AWS_MFA_NEEDED',
    exit: 'denied',
    matches: ({name, message}) => providers.test(name) && /multi-factor/i.test(message),
    fix: 'Get temporary credentials with "aws sts get-session-token --token-code CODE", and put them into the environment.',
  },
  {
    code: 'AWS_PROFILE_UNKNOWN',
    exit: 'denied',
    // Of a profile that it cannot use, the SDK says the same as of none.
    matches: ({name, message, profile}) =>
      providers.test(name) &&
      (/could not be found|was not found|using profile/i.test(message) ||
        (profile !== undefined && /any providers/.test(message))),
    fix: 'Look at "aws configure list-profiles", and correct --profile, "profile:" of apigw.yaml or AWS_PROFILE.',
  },
  {
    code: 'AWS_WEB_IDENTITY',
    exit: 'denied',
    matches: ({name, message, cause}) =>
      /^(InvalidIdentityToken|IDPRejectedClaim|IDPCommunication)/.test(name) ||
      /sts:AssumeRoleWithWebIdentity/.test(message) ||
      (cause === 'ENOENT' && /open '/.test(message)),
    fix: 'Check AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN; in CI, let the job ask for an id token, and the role trust it.',
  },
  {
    code: 'AWS_ROLE_REFUSED',
    exit: 'denied',
    matches: ({message}) => /sts:AssumeRole|SourceProfile|source_profile/.test(message),
    fix: 'Let the trust policy of the role name who calls, and who calls have sts:AssumeRole on it; check role_arn of the profile.',
  },
  {
    code: 'AWS_CLOCK_WRONG',
    exit: 'denied',
    matches: ({name, message}) =>
      /^(RequestTimeTooSkewed|RequestExpired)/.test(name) || /Signature (?:expired|not yet current)/i.test(message),
    fix: 'Set the clock of this machine: AWS takes requests of five minutes at most.',
  },
  {
    code: 'AWS_CREDENTIALS_EXPIRED',
    exit: 'denied',
    matches: ({name}) => /^ExpiredToken/.test(name),
    fix: 'Get new temporary credentials: sign in again, or renew AWS_SESSION_TOKEN with its two keys.',
  },
  {
    code: 'AWS_CREDENTIALS_MISSING',
    exit: 'denied',
    matches: ({name, message}) => providers.test(name) && /from any providers|Unable to find/.test(message),
    fix: 'Pass --profile, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with "aws sso login".',
  },
  {
    code: 'AWS_CREDENTIALS',
    exit: 'denied',
    matches: ({name}) => providers.test(name) || refusals.test(name),
    fix: 'Run "aws sts get-caller-identity" with the same profile, sign in again, or pass --profile.',
  },
]
