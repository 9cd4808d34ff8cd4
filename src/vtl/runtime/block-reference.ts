import {HostObject} from '../value/host-object.js'
import type {Render, State} from './state.js'
import {StopSignal} from './stop-signal.js'

/** A block that contains itself prints nothing from this depth on; Velocity's default. */
const maxDepth = 2

/** What #define makes: a block that is evaluated each time it is printed. */
export class BlockReference extends HostObject {
  readonly className = 'org.apache.velocity.runtime.directive.Block$Reference'
  private depth = 0

  constructor(
    private readonly body: Render,
    private readonly state: State,
    private readonly limit: number = maxDepth,
  ) {
    super()
  }

  override property(): undefined {
    return undefined
  }

  override call(): undefined {
    return undefined
  }

  override contents(): string {
    return this.state.capture(() => {
      this.render()
    })
  }

  /** Whether the block is not inside itself too often; it is printed, to nowhere. */
  isPrintable(): boolean {
    let isPrinted = false
    this.state.capture(() => {
      isPrinted = this.render()
    })
    return isPrinted
  }

  /** Prints the block, up to a #break in it; false when it contains itself too often. */
  render(): boolean {
    if (this.depth >= this.limit) return false
    this.depth += 1
    this.state.meter.step(1)
    try {
      this.body(this.state)
    } catch (error) {
      if (!(error instanceof StopSignal) || error.reach !== 'nearest') throw error
    } finally {
      this.depth -= 1
    }
    return true
  }
}
