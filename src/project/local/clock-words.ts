import {ApigwError} from '../../errors/apigw-error.js'

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}

/** `90s`, `1h30m`, `2d` in milliseconds. Throws DURATION_INVALID; `name` is the flag or argument. */
export function parseDuration(text: string, name: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)]
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join('') === text
  const totalMs = parts.reduce((sum, [, amount = '', unit = '']) => sum + Number(amount) * (unitMs[unit] ?? 0), 0)
  if (isWhole && Number.isSafeInteger(Math.round(totalMs))) return Math.round(totalMs)
  throw new ApigwError({
    code: 'DURATION_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(text)} does not do for ${name}.`,
    why: 'A duration is numbers with units: ms, s, m, h, d, w.',
    fix: 'For example 90s, 1h30m or 2d.',
  })
}

/**
 * How long somebody waits, in milliseconds: a plain number is seconds, all else a duration. Throws DURATION_INVALID, for
 * what is not within the limits too; `name` is the flag.
 */
export function parseWait(text: string, name: string, {least, most}: {least: string; most: string}): number {
  const ms = parseDuration(/^\d+$/.test(text) ? `${text}s` : text, name)
  if (ms >= parseDuration(least, name) && ms <= parseDuration(most, name)) return ms
  throw new ApigwError({
    code: 'DURATION_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(text)} does not do for ${name}.`,
    why: `It takes ${least} up to ${most}.`,
    fix: 'For example 5s; a number alone is seconds.',
  })
}

/** A moment in epoch milliseconds: ISO 8601 (without a zone: UTC), or epoch milliseconds as they are. Throws TIME_INVALID. */
export function parseMoment(text: string, name: string): number {
  const isIso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes(':') ? text : `${text}Z`
  const ms = /^\d{12,15}$/.test(text) ? Number(text) : isIso ? Date.parse(zoned.replace(' ', 'T')) : Number.NaN
  if (!Number.isNaN(ms)) return ms
  throw new ApigwError({
    code: 'TIME_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(text)} does not do for ${name}.`,
    why: 'A moment is ISO 8601 or epoch milliseconds.',
    fix: 'For example 2026-12-31, 2026-12-31T23:59:00Z or 1798761540000.',
  })
}
