import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {UserSettings} from './parse-user-settings.js'

/** Where the user's settings are: $XDG_CONFIG_HOME/apigw/config.yaml, on Windows %APPDATA%\apigw\config.yaml. */
export function userSettingsFile(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const base = env['XDG_CONFIG_HOME'] || env['APPDATA'] || path.join(home, '.config')
  return path.join(base, 'apigw', 'config.yaml')
}

/** Reads them; empty when there is no file. Throws an ApigwError (usage) with all problems when it is not valid. */
export async function loadUserSettings(file: string): Promise<UserSettings> {
  const text = await readOptional(file)
  if (text === undefined || text.trim() === '') return {}
  // Loaded only now: most people have no such file, and the schema takes its time.
  const {parseUserSettings} = await import('./parse-user-settings.js')
  return parseUserSettings(text, file)
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
