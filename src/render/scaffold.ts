import {quoteWord} from './quote-word.js'

/** What `apigw init` has written; `tryIt` is a command to try first, `call GET /pets`. */
export type ScaffoldView = {
  directory: string
  template: string
  name: string
  region: string
  files: readonly string[]
  tryIt: string
  auth: string
  stages: readonly string[]
  usagePlan?: string
  jwt?: {issuer: string; audience: readonly string[]}
}

/** The files of a new project and what to type next. Pure. */
export function renderScaffold({directory, template, name, files, auth, tryIt: command}: ScaffoldView): string {
  const enter = directory === '.' ? [] : [`  cd ${directory}`]
  const tryIt = `apigw ${command}`
  const width = tryIt.length
  return [
    `Made ${name} from the template ${template}:`,
    ...files.map((file) => `  ${directory === '.' ? '' : `${directory}/`}${file}`),
    '',
    'Next:',
    ...enter,
    ...(files.includes('package.json') ? [`  ${'npm install'.padEnd(width)}  what its functions need`] : []),
    `  ${'apigw dev'.padEnd(width)}  serve it on this machine`,
    `  ${tryIt.padEnd(width)}  try it, in a second terminal${auth === 'none' ? '' : ': refused without credentials'}`,
  ].join('\n')
}

/** The command that makes the same project without questions. */
export function initCommand({directory, template, name, region, auth, stages, usagePlan, jwt}: ScaffoldView): string {
  const words = ['--template', template, '--name', name, '--region', region, '--auth', auth, '--stages', stages.join()]
  const plan = usagePlan === undefined ? [] : ['--usage-plan', usagePlan]
  const tokens =
    jwt === undefined ? [] : ['--issuer', jwt.issuer, ...jwt.audience.flatMap((each) => ['--audience', each])]
  return ['apigw init', ...[directory, ...words, ...plan, ...tokens].map(quoteWord)].join(' ')
}
