import type {Meter} from './meter.js'
import {JavaObject, type Value} from './value.js'

/** An object that is not Java's but the gateway's or the language's: $input, $util, $foreach, a #define'd block. */
export abstract class HostObject extends JavaObject {
  /** Calls a method; undefined when there is none with this name and these arguments. */
  abstract call(name: string, args: readonly Value[], meter: Meter): Value | undefined

  /** Reads a property; undefined when there is none. */
  abstract property(name: string, meter: Meter): Value | undefined

  /** What is printed in its place, if not its class. */
  contents(): Value {
    return null
  }
}
