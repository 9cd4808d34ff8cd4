import type {Table} from './table.js'

type ShownRule = {
  priority: number
  headers: readonly {name: string; value: string}[]
  basePath?: string
  apiId: string
  stage: string
  stripBasePath: boolean
}

/** Routing rules of a domain, as they come. Pure. */
export function routingRuleTable(rules: readonly ShownRule[]): Table {
  return {
    headings: ['priority', 'when', 'leads to'],
    rows: rules.map(({priority, headers, basePath, apiId, stage, stripBasePath}) => [
      String(priority),
      [
        ...(basePath === undefined ? [] : [`/${basePath}${stripBasePath ? ' (taken off)' : ''}`]),
        ...headers.map(({name, value}) => `${name}=${value}`),
      ].join(' and ') || 'always',
      `${apiId}:${stage}`,
    ]),
    empty: 'This domain has no routing rules: its mappings alone say where it leads.',
  }
}
