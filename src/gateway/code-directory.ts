import {mkdir, rm} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {makeOwnedFolder} from './data/functions/owned-folder.js'

/** Where the code of uploaded functions lies: beside the state, or in a folder of this run while there is no state. */
export class CodeDirectory {
  readonly #stateDirectory: string | undefined
  #path: Promise<string> | undefined

  constructor(stateDirectory: string | undefined) {
    this.#stateDirectory = stateDirectory
  }

  /** The folder, made when first asked for. */
  path = (): Promise<string> => (this.#path ??= this.#make())

  /** Removes a folder that no state refers to. */
  async close(): Promise<void> {
    if (this.#stateDirectory !== undefined || this.#path === undefined) return
    await rm(await this.#path, {recursive: true, force: true})
  }

  async #make(): Promise<string> {
    if (this.#stateDirectory === undefined) return makeOwnedFolder('apigw-code')
    const path = join(resolve(this.#stateDirectory), 'functions')
    await mkdir(path, {recursive: true, mode: 0o700})
    return path
  }
}
