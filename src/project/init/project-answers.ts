import type {Api} from '../../model/api.js'

/** Who may call a new project's API, as `apigw init --auth` says it. */
export const authWords = ['none', 'iam', 'key', 'jwt'] as const

export type Auth = (typeof authWords)[number]

/** What each kind of API knows of these, in the order that the wizard offers them. */
export const authOfKind: Readonly<Record<Api['kind'], readonly Auth[]>> = {
  rest: ['none', 'key', 'iam'],
  http: ['none', 'jwt', 'iam'],
  websocket: ['none', 'iam'],
}

/** As a list to choose from. */
export const authChoices: Readonly<Record<Auth, {name: string; hint: string}>> = {
  none: {name: 'everyone', hint: 'nothing is checked; authorizers can be added at any time'},
  key: {name: 'clients with an API key', hint: 'x-api-key; a usage plan limits what each may do'},
  jwt: {name: 'users with a token (JWT)', hint: 'of Cognito, Auth0 or any OpenID Connect issuer'},
  iam: {name: 'identities of AWS (IAM)', hint: 'requests are signed with SigV4'},
}

/** Stages that templates come with: the first is served on this machine, the others by AWS. */
export const usualStages: readonly string[] = ['dev', 'prod']

/** Names that are written with commas: `dev, prod`. Pure. */
export function splitNames(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '') // prettier-ignore
}

/** True for a list of stage names; else what is wrong with it. */
export function checkStages(text: string): true | string {
  const names = splitNames(text)
  if (names.length === 0) return 'One stage at least is needed.'
  if (names.length > 10) return 'An API has 10 stages at most, unless AWS raises the quota.'
  const wrong = names.find((name) => !/^[A-Za-z0-9_-]{1,128}$/.test(name))
  if (wrong !== undefined) return `"${wrong}" is no name of a stage: letters, digits, "-" and "_" only.`
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined || `"${twice}" is there twice.`
}

/** True for the issuer of tokens; else what is wrong with it. */
export function checkIssuer(text: string): true | string {
  return (URL.canParse(text) && new URL(text).protocol === 'https:') || 'An issuer is a URL that begins with https://.'
}

/** True for a list of audiences, of which one is enough. */
export function checkAudience(text: string): true | string {
  return splitNames(text).length > 0 || 'One audience at least is needed: often the id of the client.'
}

/** True for the name of a usage plan; else what is wrong with it. */
export function checkPlanName(text: string): true | string {
  return (
    /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,99}$/.test(text) || 'A name has letters, digits, spaces and . _ - only, 100 at most.'
  )
}
