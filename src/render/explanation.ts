import {paintOf} from './paint-of.js'
import type {Table} from './table.js'

/** What the explanation of a code shows. */
export type ExplanationView = {
  kind: 'error' | 'rule' | 'gatewayResponse' | 'exitCode'
  code: string
  means: string
  steps: readonly string[]
  status?: number
}

const kinds: Record<ExplanationView['kind'], string> = {
  error: 'error',
  rule: 'gate',
  gatewayResponse: 'answer of API Gateway',
  exitCode: 'exit code',
}

/** Each topic as a paragraph with its steps below. Pure. */
export function renderExplanations(topics: readonly ExplanationView[], {colour}: {colour: boolean}): string {
  const paint = paintOf(colour)
  return topics
    .map(({kind, code, means, steps, status}) => {
      const head = `${paint.bold(code)}  ${paint.dim(kinds[kind])}${status === undefined ? '' : paint.dim(`, ${String(status)}`)}`
      return [head, `  ${means}`, ...steps.map((step) => `  - ${step}`)].join('\n')
    })
    .join('\n\n')
}

/** Everything that can be explained, one line each. */
export function explanationTable(topics: readonly ExplanationView[]): Table {
  return {
    headings: ['code', 'kind', 'means'],
    rows: topics.map(({kind, code, means}) => [code, kinds[kind], means]),
    empty: 'Nothing can be explained.',
  }
}
