import {sourceText} from './document.js'
import type {SpecDocument} from './document.js'

/** The dialects that can be read. */
export type SpecVersion = '2.0' | '3.0' | '3.1'

/** Dialect and the text it was recognised by; `version` is absent when it is none that can be read. */
export type FoundVersion = {written?: string; key?: 'swagger' | 'openapi'; version?: SpecVersion}

/** Reads `swagger` or `openapi`; unquoted numbers count as they are written (`swagger: 2.0`). */
export function specVersion(document: SpecDocument): FoundVersion {
  for (const key of ['openapi', 'swagger'] as const) {
    const value = document.root[key]
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const written = typeof value === 'string' ? value : (sourceText(document, [key]) ?? String(value))
    const version = dialect(key, written)
    return {written, key, ...(version && {version})}
  }
  return {}
}

function dialect(key: 'swagger' | 'openapi', written: string): SpecVersion | undefined {
  if (key === 'swagger') return /^2(\.0)?$/.test(written) ? '2.0' : undefined
  if (/^3\.0(\.|$)/.test(written)) return '3.0'
  return /^3\.1(\.|$)/.test(written) ? '3.1' : undefined
}
