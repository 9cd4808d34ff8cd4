import {readFile} from 'node:fs/promises'
import {editYaml} from '../../config/edit-yaml.js'
import {didYouMean} from '../../errors/did-you-mean.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Drift} from './drift.js'
import type {Project} from '../project.js'
import {replaceFile} from '../replace-file.js'

/** Writes into apigw.yaml that something may differ, and why. Throws DRIFT_UNKNOWN and REASON_MISSING. */
export async function ignoreDrift(
  {file, settings}: Project,
  {entries}: Drift,
  {on, reason}: {on: string; reason: string | undefined},
): Promise<void> {
  const names = [...new Set(entries.flatMap((entry) => [entry.on, `${entry.on} ${entry.path}`.trim()]))]
  if (!names.includes(on)) throw unknown(on, names)
  if (reason === undefined || reason.length < 10) throw withoutReason(on)
  const others = (settings.ignoreDrift ?? []).filter((each) => each.on !== on)
  const text = await readFile(file, 'utf8')
  const isNew = settings.ignoreDrift === undefined || others.length < settings.ignoreDrift.length
  const edit = isNew
    ? {path: ['ignoreDrift'], value: [...others, {on, reason}]}
    : {path: ['ignoreDrift', others.length], value: {on, reason}}
  await replaceFile(file, editYaml(text, [edit]))
}

function unknown(on: string, names: readonly string[]): ApigwError {
  const near = didYouMean(on, names)
  return new ApigwError({
    code: 'DRIFT_UNKNOWN',
    exit: 'usage',
    what: `Nothing that is called "${on}" differs.`,
    why: names.length === 0 ? 'Files, AWS and stage agree.' : `These differ: ${names.join(', ')}.`,
    fix: near === undefined ? 'Name one of them.' : `Did you mean "${near}"?`,
  })
}

function withoutReason(on: string): ApigwError {
  return new ApigwError({
    code: 'REASON_MISSING',
    exit: 'usage',
    what: `Why may ${on} differ?`,
    why: 'The next reader of apigw.yaml has to know: a reason has at least 10 characters.',
    fix: `Add --reason "…".`,
  })
}
