import type {Missing} from '../cli/missing-value.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {Api} from '../model/api.js'
import {authChoices, authOfKind, authWords} from '../project/init/project-answers.js'
import {checkAudience, checkIssuer, checkPlanName, checkStages, splitNames, usualStages} from '../project/init/project-answers.js' // prettier-ignore
import type {Auth} from '../project/init/project-answers.js'
import {projectNameOf} from '../project/init/scaffold.js'
import type {Scaffold} from '../project/init/scaffold.js'
import {checkProjectName, checkRegion, templateChoices, templateNames, templates} from '../project/init/template.js'
import type {TemplateName} from '../project/init/template.js'
import {askChoice, askText} from '../ui/prompt.js'
import {askKind} from './ask-api.js'

/** Flags of `apigw init`, and the folder that was named. */
export type ProjectWords = {
  directory?: string | undefined
  kind?: Api['kind'] | undefined
  template?: TemplateName | undefined
  name?: string | undefined
  region?: string | undefined
  auth?: Auth | undefined
  stages?: string | undefined
  issuer?: string | undefined
  audience?: string[] | undefined
  'usage-plan'?: string | undefined
}

type Asking = {usualRegion: string; ask: <Value>(missing: Missing<Value>) => Promise<Value>}

/** The project that the words describe. Who names a template is asked for nothing but what it cannot do without. */
export async function askProject(words: ProjectWords, {usualRegion, ask}: Asking): Promise<Omit<Scaffold, 'force'>> {
  const template = words.template ?? (await askTemplate(words.kind, ask))
  const {kind, auth: own, stages: ownStages} = templates[template]
  requireKindOf(template, words.kind)
  const isWizard = words.template === undefined
  const unlessWizard = async <Value>(given: Value | undefined, usual: Value, missing: Missing<Value>) =>
    given ?? (isWizard ? ask(missing) : usual)
  const name = words.name ?? projectNameOf(words.directory) ?? (await ask(nameMissing))
  const region = await unlessWizard(words.region, usualRegion, regionMissing(usualRegion))
  const auth = await unlessWizard(words.auth ?? own, 'none', authMissing(kind))
  const isAdded = own === undefined
  const jwt = (isAdded && auth === 'jwt') || words.issuer !== undefined ? await askIssuer(words, ask) : undefined
  const stages = splitNames(await unlessWizard(words.stages ?? ownStages?.join(), usualStages.join(), stagesMissing))
  const plan =
    words['usage-plan'] ?? (isAdded && auth === 'key' ? await unlessWizard(undefined, 'basic', planMissing) : undefined)
  const asked = {...(jwt !== undefined && {jwt}), ...(plan !== undefined && {usagePlan: plan})}
  return {template, directory: words.directory ?? name, name, region, auth, stages, ...asked}
}

async function askTemplate(given: Api['kind'] | undefined, ask: Asking['ask']): Promise<TemplateName> {
  const flag = `--template ${templateNames.join('|')}`
  const kind = given ?? (await ask({...askKind, flag, what: 'The template', fallback: 'rest'}))
  const choices = templateChoices(kind)
  const [only] = choices
  if (choices.length === 1 && only !== undefined) return only.value
  return ask({
    flag: `--template ${choices.map(({value}) => value).join('|')}`,
    what: 'The template',
    ...(only !== undefined && {fallback: only.value}),
    question: () => askChoice('What do you want to start with?', choices),
  })
}

function requireKindOf(template: TemplateName, kind: Api['kind'] | undefined): void {
  if (kind === undefined || kind === templates[template].kind) return
  const names = templateChoices(kind).map(({value}) => value)
  throw new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `The template ${template} is not of the kind ${kind}.`,
    why: `It makes an API of the kind ${templates[template].kind}.`,
    fix: `Leave --kind out, or give --template ${names.join('|')}.`,
  })
}

const nameMissing: Missing<string> = {
  flag: '--name NAME, or name a folder',
  what: 'The name of the project',
  fallback: 'my-api',
  question: () => askText('Name of the API', {default: 'my-api', validate: checkProjectName}),
}

function regionMissing(usual: string): Missing<string> {
  return {
    flag: '--region REGION',
    what: 'The AWS region',
    fallback: usual,
    question: () => askText('AWS region', {default: usual, validate: checkRegion}),
  }
}

function authMissing(kind: Api['kind']): Missing<Auth> {
  const choices = authOfKind[kind].map((value) => ({value, ...authChoices[value]}))
  return {
    flag: `--auth ${authWords.join('|')}`,
    what: 'Who may call the API',
    fallback: 'none',
    question: () => askChoice('Who may call it?', choices),
  }
}

async function askIssuer({issuer, audience}: ProjectWords, ask: Asking['ask']): Promise<Scaffold['jwt']> {
  const issuerMissing: Missing<string> = {
    flag: '--issuer URL',
    what: 'The issuer of the tokens',
    question: () => askText('Which issuer do the tokens come from?', {validate: checkIssuer}),
  }
  const audienceMissing: Missing<string> = {
    flag: '--audience AUDIENCE',
    what: 'The audience of the tokens',
    question: () => askText('Which audiences are they made for? (with commas)', {validate: checkAudience}),
  }
  return {
    issuer: issuer ?? (await ask(issuerMissing)),
    audience: splitNames(audience?.join() ?? (await ask(audienceMissing))),
  }
}

const stagesMissing: Missing<string> = {
  flag: '--stages dev,prod',
  what: 'The stages',
  fallback: usualStages.join(),
  question: () =>
    askText('Stages: the first on this machine, the others on AWS', {
      default: usualStages.join(),
      validate: checkStages,
    }),
}

const planMissing: Missing<string> = {
  flag: '--usage-plan NAME',
  what: 'The first usage plan',
  fallback: 'basic',
  question: () => askText('Name of the first usage plan', {default: 'basic', validate: checkPlanName}),
}
