import type {Finding} from '../plan/gates/finding.js'
import {printable} from './printable.js'

/**
 * Workflow commands of GitHub Actions, a line for each finding: an error where somebody has to allow it, else a notice.
 * Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function githubAnnotations(findings: readonly Finding[]): string {
  return findings
    .map(({rule, on, what, allowed}) => {
      const level = allowed === undefined ? 'error' : 'notice'
      return `::${level} title=${property(rule)}::${data(`${on}: ${what}${allowed === undefined ? '' : ` (${allowed})`}`)}`
    })
    .join('\n')
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
