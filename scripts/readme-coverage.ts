import {gatewayCoverage} from '../src/project/local/gateway-coverage.js'

export const startMark = '<!-- coverage: npm run gen:readme -->'
export const endMark = '<!-- /coverage -->'

/** The README's table of gaps, from the registry that the gateway itself answers and refuses by. */
export function coverageMarkdown(): string {
  const {operations, features} = gatewayCoverage()
  const services = [...new Set(operations.map(({service}) => service))]
  const counted = services.map((service) => {
    const own = operations.filter((operation) => operation.service === service)
    const done = own.filter(({state}) => state !== 'notImplemented').length
    return `${done} of ${own.length} operations of ${service}`
  })
  const gaps = features.filter(({state}) => state !== 'enforced')
  const rows = gaps.map(({feature, state, why}) => `| ${feature} | ${state} | ${why} |`)
  return [
    `The control plane has ${counted.join(', ')}; the others answer NotImplementedException.`,
    '',
    '| feature | at deploy | what happens |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** The text with the part between the marks made anew. Throws when a mark is missing. */
export function withCoverage(readme: string): string {
  const start = readme.indexOf(startMark)
  const end = readme.indexOf(endMark)
  if (start === -1 || end < start) throw new Error('README.md has lost its coverage marks.')
  return `${readme.slice(0, start + startMark.length)}\n\n${coverageMarkdown()}\n\n${readme.slice(end)}`
}
