import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {z} from 'zod'
import {ApigwError} from '../errors/apigw-error.js'
import {formatProblem} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {parseYamlFile} from './yaml-file.js'

/** What one person sets for all projects; everything of a project wins over it. */
export const userSettingsSchema = z.strictObject({
  target: z.enum(['local', 'aws']).optional(),
  stage: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  profile: z.string().min(1).optional(),
  endpoint: z.url().optional(),
})

export type UserSettings = z.output<typeof userSettingsSchema>

/** Where the user's settings are: $XDG_CONFIG_HOME/apigw/config.yaml, on Windows %APPDATA%\apigw\config.yaml. */
export function userSettingsFile(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const base = env['XDG_CONFIG_HOME'] || env['APPDATA'] || path.join(home, '.config')
  return path.join(base, 'apigw', 'config.yaml')
}

/** Reads them; empty when there is no file. Throws an ApigwError (usage) with all problems when it is not valid. */
export async function loadUserSettings(file: string): Promise<UserSettings> {
  const text = await readOptional(file)
  if (text === undefined || text.trim() === '') return {}
  const yaml = parseYamlFile(text, file)
  const {data, error} = userSettingsSchema.safeParse(yaml.value)
  if (yaml.problems.length === 0 && data !== undefined) return data
  const problems =
    yaml.problems.length > 0
      ? yaml.problems
      : (error?.issues ?? []).map((issue): Problem => ({
          severity: 'error',
          code: 'SETTINGS_BAD_VALUE',
          file,
          ...yaml.locate(issue.path),
          what: issue.message.endsWith('.') ? issue.message : `${issue.message}.`,
          why: `Known settings are ${Object.keys(userSettingsSchema.shape).join(', ')}.`,
          fix: 'Correct the file, or delete it.',
        }))
  throw new ApigwError({
    code: 'SETTINGS_INVALID',
    exit: 'usage',
    what: `Your settings in ${file} are not valid.`,
    why: problems[0] === undefined ? '' : formatProblem(problems[0]),
    fix: 'Correct the file, or delete it.',
    problems,
  })
}

async function readOptional(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined
    throw error
  }
}
