import {ApigwError} from '../../errors/apigw-error.js'
import {codeFrame} from '../../errors/code-frame.js'
import type {Problem} from '../../errors/problem.js'
import {parseTemplate, renderTemplate, type RenderResult, type TemplateInput} from '../../vtl/template.js'
import {VtlError} from '../../vtl/vtl-error.js'

/** A template's text and the file it is from, for messages. */
export type VtlSource = {file: string; source: string}

/** Renders a template as API Gateway does. Throws VTL_FAILED with the place and the lines around it. */
export function renderVtl({file, source}: VtlSource, input: TemplateInput): RenderResult {
  try {
    return renderTemplate(parseTemplate(source, 'apiGateway'), input)
  } catch (error) {
    throw error instanceof VtlError ? failed({file, source}, error) : error
  }
}

/** What API Gateway leaves out of Velocity, wherever a template uses it. */
export function vtlWarnings({file, source}: VtlSource): Problem[] {
  return source.split('\n').flatMap((text, index) => {
    const code = text.split('##')[0] ?? ''
    return [...code.matchAll(/#@?\{?(macro|evaluate)\b/g)].map((match): Problem => ({
      severity: 'warning',
      code: 'VTL_NOT_ON_AWS',
      file,
      line: index + 1,
      column: match.index + 1,
      what: `API Gateway does not carry out #${match[1] ?? ''}.`,
      why: 'It prints calls of macros, and #evaluate, as they are written.',
      fix: 'Write the text out, or use #define.',
    }))
  })
}

function failed({file, source}: VtlSource, error: VtlError): ApigwError {
  const {line, column} = error
  const fix =
    error.reason === 'body'
      ? 'Give a body that is JSON; API Gateway answers this one with 400.'
      : 'Mend the template; API Gateway answers with 500 until then.'
  const problem: Problem = {
    severity: 'error',
    code: 'VTL_FAILED',
    file,
    line,
    column,
    what: error.message,
    why: '',
    fix: '',
  }
  return new ApigwError(
    {
      code: 'VTL_FAILED',
      exit: 'failure',
      what: `The template ${file} cannot be rendered.`,
      why: `It stopped here:\n${codeFrame(source, line, column)}`,
      fix,
      problems: [problem],
    },
    {cause: error},
  )
}
