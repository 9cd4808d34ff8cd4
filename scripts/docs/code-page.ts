import {allTopics} from '../../src/project/explain.js'
import type {Topic} from '../../src/project/explain.js'
import type {Page} from './command-pages.js'

const sections: readonly {kind: Topic['kind']; title: string; intro: string}[] = [
  {kind: 'exitCode', title: 'Exit codes', intro: 'The same with and without `--json`.'},
  {
    kind: 'rule',
    title: 'Gates',
    intro: 'A plan that one of these finds something in is refused with exit code 3, unless it is allowed.',
  },
  {kind: 'gatewayResponse', title: 'What API Gateway itself answers', intro: 'Gateway responses, by type.'},
  {kind: 'error', title: 'Errors and problems', intro: 'Codes are stable; texts are not.'},
]

/** Every code with what it means and what to do: what `apigw explain` prints, on one page. */
export function codePage(): Page {
  const topics = allTopics()
  const parts = sections.flatMap(({kind, title, intro}) => [
    `## ${title}`,
    intro,
    ...topics.filter((topic) => topic.kind === kind).map(topicText),
  ])
  return {
    file: 'codes.md',
    text: ['# Codes', '`apigw explain CODE` prints the same in a terminal.', ...parts].join('\n\n'),
  }
}

function topicText({code, means, steps, status}: Topic): string {
  const head = `### ${code}${status === undefined ? '' : ` (${String(status)})`}`
  return [head, means.replaceAll('<', '\\<'), ...(steps.length === 0 ? [] : [steps.map(stepText).join('\n')])].join(
    '\n\n',
  )
}

function stepText(step: string): string {
  return `- ${step.replaceAll('<', '\\<').replaceAll('*', '\\*')}`
}
