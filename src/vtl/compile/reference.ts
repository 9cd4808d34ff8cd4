import {callMethod, readIndex, readProperty, writeIndex, writeProperty} from '../method/invoke.js'
import {BlockReference} from '../runtime/block-reference.js'
import type {Render, State} from '../runtime/state.js'
import type {Position, Reference, Step} from '../syntax/node.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import type {Compiler} from './compiler.js'

type Evaluate = (state: State) => Value
type StepReader = (self: Value, state: State) => Value
type StepWriter = (self: Value, value: Value, state: State) => void

/** A reference ready to run. read answers "" for what does not exist, which is API Gateway's one change to Velocity. */
export type CompiledReference = {
  read: (state: State) => Value
  write: (state: State, value: Value) => void
}

export function compileReference({root, assigned, steps, form}: Reference, compiler: Compiler): CompiledReference {
  const readers = steps.map((step) => compileStep(step, compiler))
  const writer = compileWriter(steps.at(-1), compiler)
  return {
    read: form === 'runt' ? () => null : (state) => read(root, readers, state),
    write: (state, value) => {
      if (writer === undefined) {
        state.set(assigned, value)
        return
      }
      let target = state.get(root)
      for (let index = 0; index < readers.length - 1 && target !== null; index += 1) {
        target = readers[index]?.(target, state) ?? null
      }
      if (target !== null) writer(target, value, state)
    },
  }
}

/** What a reference prints: its value, or its own text when it is escaped. */
export function compilePrint(reference: Reference, compiler: Compiler): Render {
  const {root, form, before, at} = reference
  if (form === 'runt') return (state) => state.print(root)
  const {read} = compileReference(reference, compiler)
  const literal = reference.literal()
  if (form === 'escaped') {
    return (state) => {
      read(state)
      state.print(before + (state.argumentLiteral(literal) ?? literal))
    }
  }
  return (state) => {
    state.meter.at = at
    state.meter.step(1)
    const value = read(state)
    if (value instanceof BlockReference) printBlock(value, before + literal, state)
    else if (value !== null)
      state.print(before === '' ? textOf(value, state.meter) : before + textOf(value, state.meter))
  }
}

/** A block that contains itself once too often prints the text of the reference to it. */
function printBlock(block: BlockReference, literal: string, state: State): void {
  if (!block.render()) state.print(literal)
}

function read(root: string, readers: readonly StepReader[], state: State): Value {
  let value = state.get(root)
  for (const reader of readers) {
    if (value === null) return ''
    value = reader(value, state)
  }
  return value ?? ''
}

// What runs later is made by functions of its own, so that it keeps no part of the tree alive.

function compileStep(step: Step, compiler: Compiler): StepReader {
  switch (step.kind) {
    case 'property':
      return propertyReader(step.name)
    case 'index':
      return indexReader(compiler.expression(step.index).value, step.at)
    case 'method': {
      const values = step.args.map((argument) => compiler.expression(argument).value)
      return methodReader(step.name, values, step.at)
    }
  }
}

function propertyReader(name: string): StepReader {
  return (self, {meter}) => readProperty(self, name, meter)
}

function indexReader(index: Evaluate, at: Position): StepReader {
  return (self, state) => {
    const key = index(state)
    state.meter.at = at
    return readIndex(self, key, state.meter)
  }
}

function methodReader(name: string, values: readonly Evaluate[], at: Position): StepReader {
  return (self, state) => {
    const args = values.map((value) => value(state))
    state.meter.at = at
    return callMethod(self, name, args, state.meter)
  }
}

function compileWriter(step: Step | undefined, compiler: Compiler): StepWriter | undefined {
  switch (step?.kind) {
    case 'index':
      return indexWriter(compiler.expression(step.index).value)
    case 'property':
    // A method's result cannot be set; Velocity tries a property of the method's name.
    case 'method':
      return propertyWriter(step.name)
    case undefined:
      return undefined
  }
}

function propertyWriter(name: string): StepWriter {
  return (self, value, {meter}) => writeProperty(self, name, value, meter)
}

function indexWriter(index: Evaluate): StepWriter {
  return (self, value, state) => writeIndex(self, index(state), value, state.meter)
}
