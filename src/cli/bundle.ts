import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, resolve, sep} from 'node:path'
import {Script} from 'node:vm'
import type {CompiledCode} from './code-cache.js'

type Exports = Record<string, unknown>
type Wrapped = (
  exports: Exports,
  require: NodeJS.Require,
  module: {exports: Exports},
  file: string,
  folder: string,
) => void

/** Left to Node.js, which gives only its own scripts an import(). */
const nativeImport = 'native-import.cjs'

/**
 * The CommonJS files of a build, loaded as Node.js would load them, but with code that V8 compiled in an earlier run.
 *
 * `folder` is absolute. Code that V8 does not accept, being of another V8 or for other settings, is compiled anew.
 */
export class Bundle {
  readonly #folder: string
  readonly #keptNames: ReadonlySet<string>
  readonly #modules = new Map<string, {exports: Exports}>()
  readonly #scripts = new Map<string, Script>()
  readonly #nodeRequire: NodeJS.Require
  #kept: CompiledCode
  #compiled = 0

  constructor(folder: string, kept: CompiledCode) {
    this.#folder = folder
    this.#kept = kept
    this.#keptNames = new Set(kept.keys())
    this.#nodeRequire = createRequire(folder + sep)
  }

  /** How many files were compiled because no fitting code had been kept. */
  get compiled(): number {
    return this.#compiled
  }

  /** The exports of a file, absolute or from the bundle's folder; it runs when it is first asked for. */
  load(name: string): Exports {
    const file = resolve(this.#folder, name)
    const loaded = this.#modules.get(file)
    if (loaded !== undefined) return loaded.exports
    const module = {exports: {}}
    this.#modules.set(file, module)
    try {
      this.#compile(file)(module.exports, this.#requireFrom(file), module, file, dirname(file))
    } catch (error) {
      this.#modules.delete(file)
      throw error
    }
    return module.exports
  }

  /** What V8 has compiled of the loaded files up to now, functions that have run included. */
  code(): CompiledCode {
    return new Map([...this.#scripts].map(([name, script]) => [name, script.createCachedData()]))
  }

  /** Gives back the memory of the kept code; files that are loaded later are compiled. */
  releaseKept(): void {
    this.#kept = new Map()
  }

  #compile(file: string): Wrapped {
    const name = file.slice(this.#folder.length + 1)
    const cachedData = this.#kept.get(name)
    // The build writes ASCII: read as such it needs no decoding.
    const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`
    const script = new Script(source, {
      filename: file,
      ...(cachedData !== undefined && {
        cachedData: Buffer.from(cachedData.buffer, cachedData.byteOffset, cachedData.length),
      }),
    })
    if (!this.#keptNames.has(name) || script.cachedDataRejected === true) this.#compiled += 1
    this.#scripts.set(name, script)
    return script.runInThisContext() as Wrapped
  }

  /** Files of the bundle come from it, everything else from Node.js, whose own resolution is slow for its own modules. */
  #requireFrom(file: string): NodeJS.Require {
    const folder = dirname(file)
    const require = (name: string): unknown => {
      const builtin: unknown = process.getBuiltinModule(name)
      if (builtin !== undefined) return builtin
      const wanted = name.startsWith('.') ? resolve(folder, name) : name
      const isOwn = wanted.startsWith(this.#folder + sep) && wanted.endsWith('.cjs') && !wanted.endsWith(nativeImport)
      return isOwn ? this.load(wanted) : this.#nodeRequire(wanted)
    }
    return Object.assign(require, this.#nodeRequire)
  }
}
