import * as z from 'zod'
import {ApigwError} from '../errors/apigw-error.js'
import {formatProblem} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {parseYamlFile} from './yaml-file.js'

/** What one person sets for all projects; everything of a project wins over it. */
const userSettingsSchema = z.strictObject({
  target: z.enum(['local', 'aws']).optional(),
  stage: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  profile: z.string().min(1).optional(),
  endpoint: z.url().optional(),
})

export type UserSettings = z.output<typeof userSettingsSchema>

/** Text of the user's file to settings. Pure. Throws an ApigwError (usage) with all problems when it is not valid. */
export function parseUserSettings(text: string, file: string): UserSettings {
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
