import ts from 'typescript'

/** A JSON Schema of draft 2020-12, as far as types of results need it. */
export type JsonSchema = {
  $ref?: string
  description?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  minItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema
}

/** Named types that schemas refer to, by name. Filled while types are turned into schemas. */
export type Definitions = Map<string, {type: ts.Type; schema: JsonSchema}>

/**
 * Schema of the JSON that a value of a type is printed as: members that may be undefined are optional, functions are left
 * out. Types that the sources name become definitions, with their docstrings. Throws on types that JSON does not have.
 */
export class TypeSchemas {
  readonly definitions: Definitions = new Map()
  readonly #checker: ts.TypeChecker

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  schemaOf(type: ts.Type): JsonSchema {
    const alias = this.#aliasOf(type)
    if (alias === undefined) return this.#inline(type)
    const name = this.#define(alias, type)
    return {$ref: `#/$defs/${name}`}
  }

  /** Types of our own that are objects or unions, and take no other types. */
  #aliasOf(type: ts.Type): ts.Symbol | undefined {
    const symbol = type.aliasSymbol
    const file = symbol?.declarations?.[0]?.getSourceFile()
    if (symbol === undefined || file === undefined || type.aliasTypeArguments !== undefined) return undefined
    const isOwn = !file.fileName.includes('/node_modules/') && (type.isUnion() || isObject(type))
    return isOwn ? symbol : undefined
  }

  /** Two types of one name are told apart by the files they are in. */
  #define(symbol: ts.Symbol, type: ts.Type): string {
    const known = this.definitions.get(symbol.name)
    const name = known === undefined || known.type === type ? symbol.name : symbol.name + inFile(symbol)
    const own = this.definitions.get(name)
    if (own !== undefined && own.type !== type) throw new Error(`Two types are called ${name}.`)
    if (own === undefined) {
      const entry = {type, schema: {}}
      this.definitions.set(name, entry)
      Object.assign(entry.schema, this.#described(symbol), this.#inline(type))
    }
    return name
  }

  #inline(type: ts.Type): JsonSchema {
    const {flags} = type
    if ((flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return {}
    if ((flags & ts.TypeFlags.NonPrimitive) !== 0) return {type: ['object', 'array']}
    if (type.isStringLiteral() || type.isNumberLiteral()) return {const: type.value}
    if ((flags & ts.TypeFlags.BooleanLiteral) !== 0) return {const: this.#checker.typeToString(type) === 'true'}
    if ((flags & ts.TypeFlags.StringLike) !== 0) return {type: 'string'}
    if ((flags & ts.TypeFlags.NumberLike) !== 0) return {type: 'number'}
    if ((flags & ts.TypeFlags.BooleanLike) !== 0) return {type: 'boolean'}
    if ((flags & ts.TypeFlags.Null) !== 0) return {type: 'null'}
    if (type.isUnion()) return this.#union(type)
    if (isObject(type)) return this.#object(type)
    throw new Error(`JSON has no ${this.#checker.typeToString(type)}.`)
  }

  #union(type: ts.UnionType): JsonSchema {
    const present = type.types.filter((member) => !isUndefined(member))
    const named = present.length < type.types.length ? this.#unionOf(present) : undefined
    if (named !== undefined) return {$ref: `#/$defs/${named}`}
    const schemas = present.map((member) => this.schemaOf(member))
    const constants = schemas.flatMap((schema) => ('const' in schema ? [schema.const] : []))
    const others = schemas.filter((schema) => !('const' in schema))
    const isBoolean = constants.includes(true) && constants.includes(false)
    const words = isBoolean ? constants.filter((constant) => typeof constant !== 'boolean') : constants
    const any = [
      ...(words.length === 1 ? [{const: words[0]}] : words.length > 0 ? [{enum: words}] : []),
      ...(isBoolean ? [{type: 'boolean'}] : []),
      ...others,
    ]
    return any.length === 1 && any[0] !== undefined ? any[0] : {anyOf: any}
  }

  /** The compiler forgets the name of a union that it adds undefined to, even that of one that contains itself. */
  #unionOf(members: readonly ts.Type[]): string | undefined {
    const isSame = ({type}: {type: ts.Type}) =>
      type.isUnion() && type.types.length === members.length && type.types.every((member) => members.includes(member))
    return [...this.definitions].find(([, definition]) => isSame(definition))?.[0]
  }

  #object(type: ts.Type): JsonSchema {
    const checker = this.#checker
    if (checker.isTupleType(type)) {
      const members = checker.getTypeArguments(type as ts.TypeReference)
      return {type: 'array', prefixItems: members.map((member) => this.schemaOf(member)), minItems: members.length}
    }
    if (checker.isArrayType(type)) {
      const [member] = checker.getTypeArguments(type as ts.TypeReference)
      return {type: 'array', ...(member !== undefined && {items: this.schemaOf(member)})}
    }
    if (isBuiltIn(type)) throw new Error(`JSON has no ${checker.typeToString(type)}.`)
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String)
    const members = checker.getPropertiesOfType(type).filter((property) => this.#isPrinted(property))
    if (members.length === 0 && index === undefined) return {type: 'object'}
    const required = members.filter((member) => !this.#isOptional(member)).map(({name}) => name)
    return {
      type: 'object',
      ...(members.length > 0 && {
        properties: Object.fromEntries(members.map((member) => [member.name, this.#member(member)])),
      }),
      ...(required.length > 0 && {required}),
      ...(index !== undefined && {additionalProperties: this.schemaOf(index)}),
    }
  }

  #member(symbol: ts.Symbol): JsonSchema {
    return {...this.#described(symbol), ...this.schemaOf(this.#checker.getTypeOfSymbol(symbol))}
  }

  #isPrinted(symbol: ts.Symbol): boolean {
    const type = this.#checker.getTypeOfSymbol(symbol)
    return type.getCallSignatures().length === 0 && !isUndefined(type)
  }

  #isOptional(symbol: ts.Symbol): boolean {
    const type = this.#checker.getTypeOfSymbol(symbol)
    const mayBeMissing = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0
    return (
      (symbol.flags & ts.SymbolFlags.Optional) !== 0 || mayBeMissing || (type.isUnion() && type.types.some(isUndefined))
    )
  }

  #described(symbol: ts.Symbol): {description?: string} {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker))
    return text === '' ? {} : {description: text.replaceAll('\n', ' ')}
  }
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0
}

/** Map, Date, Buffer: objects that are more than their members. */
function isBuiltIn(type: ts.Type): boolean {
  const symbol = type.getSymbol()
  const file = symbol?.declarations?.[0]?.getSourceFile()
  const isInterface = (symbol?.flags ?? 0) & ts.SymbolFlags.Interface
  return isInterface !== 0 && file?.fileName.includes('/node_modules/') === true
}

function isUndefined(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0
}

/** `InRestApi` for a type of rest-api.ts. */
function inFile(symbol: ts.Symbol): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
  const words = (file.split('/').at(-1) ?? '').replace(/\.ts$/, '').split('-')
  return `In${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}
