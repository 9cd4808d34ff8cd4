import {compilers} from './compile/block.js'
import type {Dialect} from './compile/compiler.js'
import {findMacros} from './compile/macro.js'
import {defaultLimits, type Limits} from './limits.js'
import type {Params, PathCache} from './runtime/input-object.js'
import {noOverrides, type Overrides} from './runtime/override-map.js'
import {State, type Macro, type Render} from './runtime/state.js'
import {StopSignal} from './runtime/stop-signal.js'
import {parseTemplateSource} from './syntax/statement-parser.js'
import {Meter} from './value/meter.js'
import {VtlError} from './vtl-error.js'

/** A parsed mapping template. It can be rendered any number of times. */
export type Template = {
  readonly source: string
  readonly render: Render
  readonly macros: ReadonlyMap<string, Macro>
  /** JSON paths it has used, compiled. */
  readonly paths: PathCache
}

/** What a template can see. context and stageVariables are plain data and are never changed. */
export type TemplateInput = {
  readonly body: string
  readonly params: Params
  readonly context: Readonly<Record<string, unknown>>
  readonly stageVariables: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
}

/** What a template prints, and what of $context.requestOverride and $context.responseOverride it set. */
export type RenderResult = {readonly text: string; readonly overrides: Overrides}

const noMacros: ReadonlyMap<string, Macro> = new Map()

/** Templates longer than this are refused. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxSourceBytes = 300 * 1024

/**
 * Parses a mapping template: Apache Velocity 1.7 with one rule of API Gateway's for null references. The dialect
 * `apiGateway` also leaves out what the service leaves out.
 *
 * VtlError (reason "syntax" or "limit") at the place of the first mistake.
 */
export function parseTemplate(source: string, dialect: Dialect = 'velocity'): Template {
  if (Buffer.byteLength(source) > maxSourceBytes) {
    throw new VtlError('limit', 'A mapping template can have at most 300 KB.', 1, 1)
  }
  try {
    const block = parseTemplateSource(source)
    const compiler = compilers[dialect]
    const macros = dialect === 'velocity' ? findMacros(block, compiler) : noMacros
    return {source, render: compiler.block(block), macros, paths: new Map()}
  } catch (error) {
    throw error instanceof RangeError ? new VtlError('limit', 'The template nests too deeply.', 1, 1) : error
  }
}

/**
 * Renders a template.
 *
 * Pure: equal inputs give equal results. VtlError for what Velocity or Java would throw (reason "render"), for an exceeded limit and
 * for a body that is not JSON (reason "body").
 */
export function renderTemplate(template: Template, input: TemplateInput): RenderResult {
  const meter = new Meter(input.limits === undefined ? defaultLimits : {...defaultLimits, ...input.limits})
  const state = new State(input, meter, template.macros, template.paths)
  try {
    template.render(state)
  } catch (error) {
    if (error instanceof RangeError) throw meter.error('The template nests too deeply.', 'limit')
    // #stop, and #break outside of a loop, end the template.
    if (!(error instanceof StopSignal)) throw error
  }
  return {text: state.out, overrides: state.context?.readOverrides(meter) ?? noOverrides()}
}
