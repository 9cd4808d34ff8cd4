import type {Meter} from '../value/meter.js'
import {fromPlain} from '../value/plain.js'
import type {Value} from '../value/value.js'
import {InputObject, type Params, type PathCache} from './input-object.js'
import {ContextMap} from './override-map.js'
import {UtilObject} from './util-object.js'

/** What the caller gives a rendering; limits aside. */
export type Data = {
  readonly body: string
  readonly params: Params
  readonly context: Readonly<Record<string, unknown>>
  readonly stageVariables: Readonly<Record<string, string>>
}

/** Prints something, or changes the state. */
export type Render = (state: State) => void

/** A macro: the names of its parameters and what it prints. */
export type Macro = {name: string; parameters: readonly string[]; body: Render}

/** An argument of a macro's call: evaluated when it is used, where the call stands. literal is its text. */
export type Thunk = {evaluate: (state: State) => Value; literal: string}

/** The variables of a macro's call: parameters, and what was set since. */
export type Frame = {outer: Frame | undefined; locals: Map<string, Value>; thunks: Map<string, Thunk>}

/** One rendering: what has been printed and what the variables are. */
export class State {
  out = ''
  frame: Frame | undefined
  macroDepth = 0
  evaluateDepth = 0
  private ownMacros: Map<string, Macro> | undefined
  private readonly globals = new Map<string, Value>()
  private contextMap: ContextMap | undefined

  constructor(
    private readonly data: Data,
    readonly meter: Meter,
    private readonly macros: ReadonlyMap<string, Macro>,
    private readonly paths: PathCache,
  ) {}

  findMacro(name: string): Macro | undefined {
    return this.macros.get(name) ?? this.ownMacros?.get(name)
  }

  /** Adds macros that #evaluate came upon; those of a name that is taken are not. */
  addMacros(macros: ReadonlyMap<string, Macro>): void {
    this.ownMacros ??= new Map()
    for (const [name, macro] of macros) if (this.findMacro(name) === undefined) this.ownMacros.set(name, macro)
  }

  /** $context as it is now; undefined when the template never used it. */
  get context(): ContextMap | undefined {
    return this.contextMap
  }

  print(text: string): void {
    this.out += text
    if (this.out.length > this.meter.limits.maxOutputChars) throw this.meter.tooLong()
  }

  /** Runs something and answers what it prints instead of printing it. */
  capture(render: Render): string {
    const before = this.out
    this.out = ''
    try {
      render(this)
      this.meter.characters(this.out.length)
      return this.out
    } finally {
      this.out = before
    }
  }

  /** A variable's value; null when it has none. Parameters of macros are evaluated here, in the scope of the call. */
  get(name: string): Value {
    for (let frame = this.frame; frame !== undefined; frame = frame.outer) {
      const local = frame.locals.get(name) ?? null
      if (local !== null) return local
      const thunk = frame.thunks.get(name)
      if (thunk !== undefined) return this.evaluateIn(frame.outer, thunk)
    }
    const value = this.globals.get(name)
    return value === undefined ? this.getBuiltIn(name) : value
  }

  /** Sets a variable in the macro that runs, in those around it and in the template. */
  set(name: string, value: Value): void {
    for (let frame = this.frame; frame !== undefined; frame = frame.outer) frame.locals.set(name, value)
    this.globals.set(name, value)
  }

  /** Removes a variable; a macro's parameter of that name is gone too. */
  remove(name: string): void {
    for (let frame = this.frame; frame !== undefined; frame = frame.outer) {
      frame.locals.delete(name)
      frame.thunks.delete(name)
    }
    this.globals.set(name, null)
  }

  /** The text of the argument that "$parameter" stands for. */
  argumentLiteral(reference: string): string | undefined {
    for (let frame = this.frame; frame !== undefined; frame = frame.outer) {
      const thunk = frame.thunks.get(reference.slice(1))
      if (thunk !== undefined) return thunk.literal
    }
    return undefined
  }

  private evaluateIn(frame: Frame | undefined, thunk: Thunk): Value {
    const before = this.frame
    this.frame = frame
    try {
      return thunk.evaluate(this)
    } finally {
      this.frame = before
    }
  }

  /** $input and its like are made when they are first used. */
  private getBuiltIn(name: string): Value {
    const value = this.makeBuiltIn(name)
    if (value !== null) this.globals.set(name, value)
    return value
  }

  private makeBuiltIn(name: string): Value {
    switch (name) {
      case 'input':
        return new InputObject(this.data.body, this.data.params, this.paths)
      case 'context':
        this.contextMap = new ContextMap(this.data.context)
        return this.contextMap
      case 'util':
        return new UtilObject()
      case 'stageVariables':
        return fromPlain(this.data.stageVariables)
      default:
        return null
    }
  }
}
