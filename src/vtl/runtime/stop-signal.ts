import type {ForeachScope} from './foreach-scope.js'

/**
 * Thrown by #stop and #break, and caught where they take effect.
 *
 * "nearest" ends the innermost loop, block, macro or template; "scope" the loop whose $foreach was given; "template" everything up to
 * the template or #evaluate.
 */
export class StopSignal extends Error {
  override readonly name = 'StopSignal'

  constructor(
    readonly reach: 'nearest' | 'scope' | 'template',
    readonly scope?: ForeachScope,
  ) {
    super(reach)
  }
}
