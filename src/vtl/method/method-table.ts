import {classNameOf} from '../value/class-name.js'
import {equals} from '../value/equality.js'
import {hashOf} from '../value/hash.js'
import {JavaCollection, JavaList, JavaMapView} from '../value/collection.js'
import {JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import {isNumber, JavaDecimal, JavaDouble, JavaInteger} from '../value/number.js'
import {textOf} from '../value/text.js'
import {JavaChar, JavaClass, type JavaObject, type Value} from '../value/value.js'

/** What a parameter accepts, by the rules Java's reflection has for calls without conversions. "objects" and "texts" take all the rest. */
export type ParameterType =
  | 'object'
  | 'objects'
  | 'text'
  | 'texts'
  | 'string'
  | 'int'
  | 'long'
  | 'double'
  | 'boolean'
  | 'char'
  | 'number'
  | 'collection'
  | 'map'
  | 'big-integer'
  | 'big-decimal'

/** A method of T: its parameters, and what it does with arguments that fit them. What is void in Java answers "", as in Velocity. */
export type Method<T> = {
  parameters: readonly ParameterType[]
  call: (self: T, args: readonly Value[], meter: Meter) => Value
}

/** Methods by name; of several with one name the first whose parameters fit is called. */
export type MethodTable<T> = ReadonlyMap<string, readonly Method<T>[]>

/** Builds a table from "name(type, type)" keys. */
export function methodTable<T>(methods: Readonly<Record<string, Method<T>['call']>>): MethodTable<T> {
  const table = new Map<string, Method<T>[]>()
  for (const [signature, call] of Object.entries(methods)) {
    const [name = '', list = ''] = signature.replace(')', '').split('(')
    const parameters = list === '' ? [] : list.split(', ').map(toParameterType)
    table.set(name, [...(table.get(name) ?? []), {parameters, call}])
  }
  return table
}

function toParameterType(name: string): ParameterType {
  const type = parameterTypes.find((candidate) => candidate === name)
  if (type === undefined) throw new TypeError(`There is no parameter type ${name}.`)
  return type
}

const parameterTypes: readonly ParameterType[] = [
  'object',
  'objects',
  'text',
  'texts',
  'string',
  'int',
  'long',
  'double',
  'boolean',
  'char',
  'number',
  'collection',
  'map',
  'big-integer',
  'big-decimal',
]

/** Puts tables together; what an earlier one has comes before the same name of a later one. */
export function mergeTables<T>(...tables: readonly MethodTable<T>[]): MethodTable<T> {
  const merged = new Map<string, Method<T>[]>()
  for (const table of tables) {
    for (const [name, methods] of table) merged.set(name, [...(merged.get(name) ?? []), ...methods])
  }
  return merged
}

/** Finds, among methods of one name, the one for these arguments. */
export function findMethod<T>(methods: readonly Method<T>[], args: readonly Value[]): Method<T> | undefined {
  return methods.find((method) => fits(method.parameters, args))
}

function fits(parameters: readonly ParameterType[], args: readonly Value[]): boolean {
  const last = parameters.at(-1)
  if (last === 'objects' || last === 'texts') {
    const fixed = parameters.length - 1
    return (
      args.length >= fixed && args.every((value, index) => accepts(parameters[Math.min(index, fixed)] ?? last, value))
    )
  }
  return parameters.length === args.length && parameters.every((type, index) => accepts(type, args[index] ?? null))
}

function accepts(type: ParameterType, value: Value): boolean {
  switch (type) {
    case 'object':
    case 'objects':
      return true
    case 'text':
    case 'texts':
    case 'string':
      return value === null || typeof value === 'string'
    case 'int':
      return typeof value === 'number'
    case 'long':
      return typeof value === 'number' || (value instanceof JavaInteger && value.className === 'java.lang.Long')
    case 'double':
      return (
        isNumber(value) && !(value instanceof JavaDecimal) && (value instanceof JavaDouble || accepts('long', value))
      )
    case 'boolean':
      return typeof value === 'boolean'
    case 'char':
      return value instanceof JavaChar
    case 'number':
      return value === null || isNumber(value)
    case 'collection':
      return value === null || value instanceof JavaList || value instanceof JavaMapView
    case 'map':
      return value === null || value instanceof JavaMap
    case 'big-integer':
      return value === null || (value instanceof JavaInteger && value.className === 'java.math.BigInteger')
    case 'big-decimal':
      return value === null || value instanceof JavaDecimal
  }
}

/** The argument as a string; VtlError for null, where Java throws a NullPointerException. */
export function stringArgument(args: readonly Value[], index: number, meter: Meter): string {
  const value = args[index]
  if (typeof value === 'string') return value
  throw meter.error('java.lang.NullPointerException: a method was given null.')
}

/** The argument as an Integer. */
export function intArgument(args: readonly Value[], index: number): number {
  const value = args[index]
  return typeof value === 'number' ? value : 0
}

/** What every value has. */
export const objectMethods = methodTable<string | boolean | number | JavaObject>({
  'toString()': (self, _, meter) => textOf(self, meter),
  'hashCode()': (self, _, meter) => hashOf(self, meter),
  'equals(object)': (self, [other = null], meter) => equals(self, other, meter),
  'getClass()': (self) => new JavaClass(classNameOf(self)),
})

/** Narrows to a collection and answers its items. */
export function itemsOf(value: Value): readonly Value[] {
  return value instanceof JavaCollection ? value.items() : []
}
