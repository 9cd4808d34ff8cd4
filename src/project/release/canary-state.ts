import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {JournalPlace} from '../deploy/apply-journalled.js'

/** How far the watch of a canary is: a step of it begins when the canary gets another share. */
export type CanaryStep = {
  /** Of the canary: another one makes the step void. */
  deploymentId: string
  percent: number
  /** Epoch milliseconds. */
  sinceMs: number
  /** Latency of the base when it last got requests. */
  baseP95Ms?: number
}

/** The file under .apigw that keeps the step, so that a watch goes on after an interruption. */
export function canaryStateFile(
  {folder, target}: JournalPlace,
  {apiId, stageName}: {apiId: string; stageName: string},
): string {
  const within = target.target === 'local' ? ['.apigw', 'local', 'canary'] : ['.apigw', 'canary']
  return join(folder, ...within, `${apiId}-${stageName}.json`)
}

/** The step that was kept; undefined when there is none, or none that can be read: then the step begins anew. */
export async function readCanaryStep(file: string): Promise<CanaryStep | undefined> {
  try {
    return toStep(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined
    throw error
  }
}

export async function writeCanaryStep(file: string, step: CanaryStep): Promise<void> {
  await mkdir(dirname(file), {recursive: true})
  const fresh = `${file}.new`
  await writeFile(fresh, `${JSON.stringify({formatVersion: 1, ...step})}\n`)
  await rename(fresh, file)
}

export async function forgetCanaryStep(file: string): Promise<void> {
  await rm(file, {force: true})
}

function toStep(value: unknown): CanaryStep | undefined {
  const {formatVersion, deploymentId, percent, sinceMs, baseP95Ms} = (value ?? {}) as Readonly<Record<string, unknown>>
  const isStep = formatVersion === 1 && typeof deploymentId === 'string'
  if (!isStep || typeof percent !== 'number' || typeof sinceMs !== 'number') return undefined
  return {deploymentId, percent, sinceMs, ...(typeof baseP95Ms === 'number' && {baseP95Ms})}
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
