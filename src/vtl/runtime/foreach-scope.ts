import {HostObject} from '../value/host-object.js'
import {JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import type {Value} from '../value/value.js'
import {callMethod} from '../method/invoke.js'

/** $foreach: where its loop is, the loop around it, and a map of the template's own to put things in. */
export class ForeachScope extends HostObject {
  readonly className = 'org.apache.velocity.runtime.directive.ForeachScope'
  index = -1
  hasNext = false
  readonly storage = new JavaMap()
  readonly parent: ForeachScope | undefined

  constructor(readonly replaced: Value) {
    super()
    this.parent = replaced instanceof ForeachScope ? replaced : undefined
  }

  override property(name: string): Value | undefined {
    return this.read(name) ?? this.find(name)
  }

  override call(name: string, args: readonly Value[], meter: Meter): Value | undefined {
    if (args.length === 0) {
      if (name === 'hasNext') return this.hasNext
      const getter = /^(?:get|is)([A-Z]\w*)$/.exec(name)?.[1]
      const value = getter === undefined ? undefined : this.read(getter.charAt(0).toLowerCase() + getter.slice(1))
      if (value !== undefined) return value
    }
    if (name === 'get' && args.length === 1) return this.find(args[0] ?? null) ?? null
    return callMethod(this.storage, name, args, meter)
  }

  override contents(): Value {
    return this.storage
  }

  private read(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.index
      case 'count':
        return this.index + 1
      case 'hasNext':
        return this.hasNext
      case 'first':
        return this.index < 1
      case 'last':
        return !this.hasNext
      case 'parent':
        return this.parent
      case 'topmost':
        return this.topmost()
      case 'replaced':
        return this.topmost().replaced ?? undefined
      default:
        return undefined
    }
  }

  private topmost(): ForeachScope {
    return this.parent === undefined ? this : this.parent.topmost()
  }

  private find(key: Value): Value | undefined {
    return this.storage.get(key) ?? this.parent?.find(key)
  }
}
