import type {JsonObject} from '../model/json.js'

/** A part of an API, as commands print it. */
export type NamedThing = JsonObject & {name: string}

/** A thing beside APIs, as commands print it; `name` is its id where AWS gives it no name. */
export type NamedAccountThing = JsonObject & {id: string; name: string}
