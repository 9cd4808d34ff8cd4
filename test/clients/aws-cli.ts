import {spawnSync} from 'node:child_process'
import {startAws} from './aws-session.js'
import type {Aws} from './aws-session.js'

/** One command of the AWS CLI; `{name}` in its words stands for a value that an earlier step kept. */
export type Step = {
  argv: string
  /** Words that hold spaces or JSON, after the words of `argv`. */
  more?: readonly string[]
  /** Name -> member of the answer to keep. */
  keep?: Readonly<Record<string, string>>
  /** Members that the answer must have; `{name}` is filled in. */
  shows?: Readonly<Record<string, unknown>>
  /** The error code that the command must fail with. */
  fails?: string
}

/** `aws` of the distribution or a newer one; undefined where the machine has none. */
export const awsProgram = ['/usr/bin/aws', 'aws'].find((program) => spawnSync(program, ['--version']).status === 0)

/** Runs the steps in order against the gateway; throws on the first that answers otherwise than it says. */
export async function runSteps(program: string, gatewayUrl: string, steps: readonly Step[]): Promise<number> {
  const kept: Record<string, string> = {}
  const aws = startAws(program, environment(gatewayUrl))
  try {
    for (const step of steps) {
      const answer = await runStep(aws, step, kept)
      for (const [name, member] of Object.entries(step.keep ?? {})) kept[name] = String(answer[member])
    }
  } finally {
    aws.close()
  }
  return steps.length
}

type Answer = Readonly<Record<string, unknown>>

async function runStep(aws: Aws, step: Step, kept: Readonly<Record<string, string>>): Promise<Answer> {
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept[name] ?? whole)
  const argv = [...step.argv.split(' '), ...(step.more ?? [])].map(fill)
  const outcome = await aws.run(argv)
  const said = `aws ${argv.join(' ')}\n${outcome.stderr}`
  if (step.fails !== undefined) {
    if (!outcome.stderr.includes(`(${step.fails})`)) throw new Error(`did not fail with ${step.fails}: ${said}`)
    return {}
  }
  if (outcome.code !== 0) throw new Error(said)
  const answer = (outcome.stdout.trim().startsWith('{') ? JSON.parse(outcome.stdout) : {}) as Answer
  for (const [member, expected] of Object.entries(step.shows ?? {})) {
    const wanted = typeof expected === 'string' ? fill(expected) : expected
    if (JSON.stringify(answer[member]) !== JSON.stringify(wanted)) {
      throw new Error(`${member} is ${JSON.stringify(answer[member])}, not ${JSON.stringify(wanted)}: ${said}`)
    }
  }
  return answer
}

function environment(url: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_DEFAULT_OUTPUT: 'json',
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
    // Debian's 2.9 does not know AWS_ENDPOINT_URL yet and takes the flag below instead.
  }
}

/** The flag that every version understands, before the words of a command. */
export function atEndpoint(url: string, service: string, steps: readonly Step[]): Step[] {
  return steps.map((step) => ({...step, argv: `--endpoint-url ${url} ${service} ${step.argv}`}))
}
