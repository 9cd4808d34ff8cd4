/** One test as a pipeline's report has it; `failure` is absent for a test that passed. */
export type JunitCase = {name: string; className: string; failure?: {message: string; text: string}}

/** A test report as JUnit's XML, which CI services read. Pure. */
export function renderJunit(suite: string, cases: readonly JunitCase[]): string {
  const failures = cases.filter(({failure}) => failure !== undefined).length
  const counts = `name="${escapeXml(suite)}" tests="${cases.length}" failures="${failures}"`
  const rows = cases.map(({name, className, failure}) => {
    const head = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(className)}"`
    if (failure === undefined) return `${head}/>`
    const {message, text} = failure
    return `${head}>\n      <failure message="${escapeXml(message)}">${escapeXml(text)}</failure>\n    </testcase>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite ${counts}>`,
    ...rows,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

/** Characters that XML 1.0 cannot hold at all become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
